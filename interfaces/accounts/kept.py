"""What the database keeps of the records of access, whoever wants to change them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Engine, Table

LEAST_KEPT_DAYS = 180
"""Days for which the law asks to keep logs of access (网络安全法 第二十一条: six months)."""


def in_sqlite(name: str) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {name}_stay BEFORE UPDATE ON {name} "
        f"BEGIN SELECT RAISE(ABORT, '{name} are never changed'); END"
    )
    yield (
        f"CREATE TRIGGER {name}_are_kept BEFORE DELETE ON {name} "
        f"WHEN OLD.at > datetime('now', '-{LEAST_KEPT_DAYS} days') "
        f"BEGIN SELECT RAISE(ABORT, '{name} are kept for {LEAST_KEPT_DAYS} days'); END"
    )


def in_postgresql(name: str) -> Iterator[str]:
    ways = (
        ("stay", "never changed", "UPDATE OR TRUNCATE", "STATEMENT"),
        (
            "are_kept",
            f"kept for {LEAST_KEPT_DAYS} days",
            "DELETE",
            f"ROW WHEN (OLD.at > now() - interval '{LEAST_KEPT_DAYS} days')",
        ),
    )
    for way, words, change, each in ways:
        yield (
            f"CREATE FUNCTION {name}_{way}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION USING MESSAGE = '{name} are {words}', "
            "ERRCODE = 'restrict_violation'; END $$"
        )
        yield (
            f"CREATE TRIGGER {name}_{way} BEFORE {change} ON {name} FOR EACH {each} "
            f"EXECUTE FUNCTION {name}_{way}()"
        )


def grant_kept(engine: Engine, tables: Sequence[Table], role: str) -> None:
    """Let a role that does not own what is kept add to it, read it, and delete what is old."""
    with engine.begin() as connection:
        to = connection.dialect.identifier_preparer.quote(role)
        for table in tables:
            connection.exec_driver_sql(f"REVOKE ALL ON {table.name} FROM {to}")
            connection.exec_driver_sql(f"GRANT SELECT, INSERT, DELETE ON {table.name} TO {to}")
            connection.exec_driver_sql(
                f"GRANT USAGE, SELECT ON SEQUENCE {table.name}_id_seq TO {to}"
            )
