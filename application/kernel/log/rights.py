"""What the database itself refuses: nobody updates, deletes or replaces a row of the log.

The triggers hold for every connection that there is, whoever opened it. `INSERT OR REPLACE`
deletes without asking the trigger for deletes, so what is there already refuses the insert too.
"""

_THERE = {
    "stored_events": (
        "(NEW.rowid <> -1 AND NEW.rowid <= (SELECT max(rowid) FROM stored_events)) OR EXISTS "
        "(SELECT 1 FROM stored_events WHERE originator_id = NEW.originator_id "
        "AND originator_version = NEW.originator_version)"
    ),
    "answered_commands": (
        "EXISTS (SELECT 1 FROM answered_commands WHERE command_id = NEW.command_id)"
    ),
    "log_chain": "NEW.link <= (SELECT max(link) FROM log_chain)",
    "log_seals": "NEW.number <= (SELECT max(number) FROM log_seals)",
}
"""Of each table of the log, when a new row would not stand behind all that are there.

A rowid that nobody gave reads as -1 before the insert.
"""
LOG = tuple(_THERE)


def triggers() -> list[str]:
    return [
        *(
            _trigger(f"{table}_is_not_{done}", f"{change} ON {table}", f"{table} is never {done}")
            for table in LOG
            for change, done in (("UPDATE", "updated"), ("DELETE", "deleted"))
        ),
        *(
            _trigger(f"{table}_only_grows", f"INSERT ON {table} WHEN {there}", f"{table} has it")
            for table, there in _THERE.items()
        ),
    ]


def _trigger(name: str, event: str, message: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def in_postgresql() -> list[str]:
    """The same for a server, where the owner of the tables could; rows have no other order there.

    A new row stands behind all by its key, so an insert needs no trigger.
    """
    return [
        "CREATE FUNCTION log_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is never %', TG_TABLE_NAME, CASE TG_OP WHEN 'UPDATE' THEN 'updated' "
        "WHEN 'DELETE' THEN 'deleted' ELSE 'truncated' END "
        "USING ERRCODE = 'restrict_violation'; END $$",
        *(
            f"CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE "
            f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION log_is_never_changed()"
            for table in LOG
        ),
    ]
