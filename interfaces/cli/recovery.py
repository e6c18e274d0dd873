"""`taizhang backup` and `taizhang restore`: a copy of the ledger, and the ledger from a copy."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interfaces.cli.failures import fail
from interfaces.cli.ledger import settings
from interfaces.cli.progress import stages
from interfaces.cli.replaying import Lines, bring_again, lines_until, moment_of

if TYPE_CHECKING:
    from application.kernel.copies.copies import Copies
    from application.kernel.database import Database
    from interfaces.cli.progress import Stage
    from interfaces.settings import Settings

BackupFile = Annotated[Path, typer.Argument(help="The file to write, or a folder for it.")]
RestoreFile = Annotated[Path, typer.Argument(help="A file that `taizhang backup` wrote.")]
Replace = Annotated[
    bool, typer.Option("--replace", help="Put it in the place of the ledger that is there.")
]
HistoryFile = Annotated[
    Path | None,
    typer.Option("--history", help="Carry out what an exported history has since (.jsonl)."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", help="… recorded up to this moment: 2005-01-05T23:59:59+08:00."),
]
FAULTY = 1


def backup(file: BackupFile) -> None:
    """Copy the ledger while it is served: facts, accounts, units, read models, seals.

    The copy is one moment of the ledger. It is read back (file, chain, seals, every table's
    rows) before it gets its name, and only its owner can read it. Keys are not in it. Exit
    status 1 when the log that was copied is itself not whole; the copy is kept.
    """
    from application.kernel.copies.copies import CopyExists, put_in_place, unfinished

    here = settings()
    if not here.database.exists():
        raise fail(f"there is no ledger at {here.database.place}")
    copies = _copies(here)
    target = file / f"{copies.name}-{_now()}{copies.suffix}" if file.is_dir() else file
    if target.exists():
        raise CopyExists(file=str(target))
    with stages() as stage, unfinished(target) as part:
        with copies.taken(part, stage("copying", None)) as taken:
            sound = _checked(taken.log, here, stage)
        put_in_place(part, target)
    facts, accounts = taken.rows.get("stored_events", 0), taken.rows.get("accounts", 0)
    print(f"{facts} facts and {accounts} accounts copied to {target}", file=sys.stderr)
    for what, key in here.key_files.items():
        print(f"not in it, keep it elsewhere: {key} ({what})", file=sys.stderr)
    raise typer.Exit(0 if sound else FAULTY)


def restore(
    file: RestoreFile, replace: Replace = False, history: HistoryFile = None, until: Until = None
) -> None:
    """Make the ledger from a backup, where there is none or with --replace.

    Everything is checked before the ledger gets its place: file, chain, seals, keys, read
    models. With --replace the server must be stopped, and the ledger that was there is kept
    aside. With --history what was recorded after the backup is carried out again, with --until
    only up to a moment. Exit status 1 when the log of the backup is not whole; nothing changed.
    """
    here = settings()
    copies, moment = _copies(here), moment_of(until, history)
    if not file.is_file():
        raise fail(f"there is no file {file}")
    if copies.exists() and not replace:
        raise fail(f"there is a ledger at {here.database.place}; --replace keeps it aside")
    with stages() as stage, copies.restored(file, stage("copying", None)) as restored:
        if not _checked(restored, here, stage):
            raise typer.Exit(FAULTY)
        position = _brought_up(restored, here, stage, lines_until(history, moment))
        aside = copies.put(restored, _now())
    if aside:
        print(f"the ledger that was there is kept as {aside}", file=sys.stderr)
    print(f"restored up to position {position}: {here.database.place}", file=sys.stderr)


def _copies(here: "Settings") -> "Copies":
    from application.kernel.copies.of_a_file import FileCopies
    from application.kernel.copies.of_a_server import ServerCopies
    from application.kernel.database import PostgreSQL, SQLite
    from interfaces.cli.migrating import made_by

    database, owner = here.database, here.as_owner
    if isinstance(database, PostgreSQL):
        return ServerCopies(database, owner or database, made_by)
    assert isinstance(database, SQLite)
    return FileCopies(database)


def _now() -> str:
    return f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"


def _checked(part: "Database | Path", here: "Settings", stage: "Stage") -> bool:
    """Whether chain and seals of a copy hold; the first fault is told."""
    from application.kernel.integrity.daily_seals import own_public_key
    from application.kernel.integrity.integrity import check
    from interfaces.texts import language, vocabulary

    own = own_public_key(here.seal_key)
    found = check(part, None if own is None else {own}, progress=stage("checking", None))
    for fault in found.faults[:1]:
        words = vocabulary(fault.wrong, language())
        print(
            f"the log is not whole: {found.faulty} faults, "
            f"first bad position {fault.position}: {words}",
            file=sys.stderr,
        )
    return not found.faults


def _brought_up(restored: "Database", here: "Settings", stage: "Stage", lines: Lines | None) -> int:
    """Open a copy with the keys of the ledger, bring the history, and check its read models."""
    from application.kernel.keys.key import KeyMissing
    from application.tracker import CaseTracker
    from interfaces.texts import language, refusal_words

    if not here.claims_key.exists():
        raise KeyMissing(file=str(here.claims_key))
    keys = here.people_keys()
    with CaseTracker(restored, here.claims_key, seal_key_file=here.seal_key, keys=keys) as opened:
        if lines:
            bring_again(opened, lines, stage)
        if locked := opened.keys.locked:
            print(refusal_words(locked.code, locked.facts, language()), file=sys.stderr)
        elif opened.verify(stage("comparing read models", opened.position)):
            opened.rebuild(stage("rebuilding read models", opened.position))
        return opened.position
