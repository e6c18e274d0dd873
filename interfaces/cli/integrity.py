"""`taizhang verify` and `taizhang seal`: whether the log is what was recorded, and proof of it."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interfaces.cli.failures import fail
from interfaces.cli.ledger import settings
from interfaces.cli.output import Answer, Format, FormatOption, OutputOption, show
from interfaces.cli.progress import stages

if TYPE_CHECKING:
    from application.kernel.integrity.faults import Fault, Findings
    from application.kernel.integrity.seal_file import SealFile

Seals = Annotated[Path | None, typer.Option("--seals", help="Check against seals exported before.")]
PublicKeys = Annotated[
    list[Path] | None,
    typer.Option("--public-key", help="A public key to trust (PEM); repeatable."),
]
History = Annotated[
    Path | None,
    typer.Option("--history", help="Check an exported history instead of the database."),
]


def verify(
    seals: Seals = None,
    public_key: PublicKeys = None,
    history: History = None,
    form: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Walk the chain of the log and its seals; name the first bad position.

    The database is only read, and without its keys: it may be a backup or a copy on another
    machine. Exit status: 0 nothing is wrong, 1 something is, 2 unusable file or arguments.
    """
    from application.kernel.integrity.faults import Findings
    from application.kernel.integrity.seal_file import read_seal_file

    kept = read_seal_file(seals) if seals else None
    trusted = _trusted(public_key or [], kept)
    if history:
        if kept is None or kept.history is None:
            raise fail("--history needs --seals FILE, a file that `seal export --history` wrote")
        findings = Findings(seals=kept.seals, faults=_of_the_history(history, kept, trusted))
        print(f"{kept.history.lines} lines were signed", file=sys.stderr)
    else:
        findings = _checked(kept, trusted)
    _show(findings, form, output)
    raise typer.Exit(1 if findings.faults else 0)


def _trusted(files: list[Path], kept: "SealFile | None") -> set[bytes] | None:
    """The public keys that are trusted: those given, else that of this ledger, else any."""
    from application.kernel.integrity.daily_seals import own_public_key
    from application.kernel.integrity.seal_file import public_key

    if files:
        return {public_key(file) for file in files}
    own = own_public_key(settings().seal_key)
    if own is None and kept:
        print(
            "the keys are those that the file of seals names itself; give --public-key to be sure",
            file=sys.stderr,
        )
    return None if own is None else {own}


def _checked(kept: "SealFile | None", trusted: set[bytes] | None) -> "Findings":
    from application.kernel.integrity.integrity import check

    database = settings().database
    if not database.exists():
        raise fail(f"there is no ledger at {database.place}")
    sealed, hashes = (kept.seals, kept.hashes) if kept else ([], {})
    with stages() as stage:
        return check(database, trusted, sealed, hashes, stage("checking", None))


def _of_the_history(file: Path, kept: "SealFile", trusted: set[bytes] | None) -> "list[Fault]":
    from application.kernel.integrity.faults import Fault, Wrong

    history = kept.history
    assert history is not None
    if not history.is_whole():
        return [Fault(Wrong.SEAL_BROKEN, 0)]
    if trusted is not None and history.public_key not in trusted:
        return [Fault(Wrong.KEY_DIFFERS, 0)]
    with file.open("rb") as lines:
        bad = history.first_bad_line(lines)
    return [] if bad is None else [Fault(Wrong.LINE_CHANGED, bad)]


def _show(findings: "Findings", form: Format, output: Path | None) -> None:
    from interfaces.texts import language, vocabulary

    headings = ("position", "wrong", "other", "day")
    faults = [asdict(fault) for fault in findings.faults]
    document = _document(findings, faults)
    if faults or form is not Format.TABLE:
        rows = [
            [
                fault["position"],
                vocabulary(fault["wrong"], language()) if form is Format.TABLE else fault["wrong"],
                fault["other"],
                fault["day"],
            ]
            for fault in faults
        ]
        show(Answer("Integrity", headings, rows, document), form, output)
    print(_sentence(findings), file=sys.stderr)


def _document(findings: "Findings", faults: list[dict[str, Any]]) -> dict[str, Any]:
    sealed = findings.sealed
    return {
        "whole": not faults,
        "facts": findings.facts,
        "answered_commands": findings.answers,
        "position": findings.last_position,
        "chained_since": findings.origin and findings.origin.position,
        "seals": len(findings.seals),
        "sealed": sealed and {"day": sealed.day, "position": sealed.position},
        "first_bad_position": faults[0]["position"] if faults else None,
        "faults": faults,
        "fault_count": max(findings.faulty, len(faults)),
    }


def _sentence(findings: "Findings") -> str:
    from interfaces.texts import language, vocabulary

    looked = f"{findings.facts} facts, {findings.answers} answers, {len(findings.seals)} seals"
    if not findings.faults:
        until = findings.sealed
        sealed = f"sealed up to position {until.position} ({until.day})" if until else "no seal yet"
        return f"{looked}: whole, {sealed}"
    first = findings.faults[0]
    count = max(findings.faulty, len(findings.faults))
    words = vocabulary(first.wrong, language())
    return f"{looked}: {count} faults, first bad position {first.position}: {words}"
