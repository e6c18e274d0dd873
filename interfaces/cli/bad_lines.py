"""The bad lines of an import: as sentences, and as a file to put right and import again."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from application.imports.reading import REASONS, Problem, Refused
from application.tracker import HANDLERS
from interfaces.texts import language, refusal_words, validation_words

UNREADABLE = "error_text"
"""A line that could not be read as fields stands under this name as it was."""

_Rows = Sequence[Sequence[Any]]


def sentences(refused: Refused) -> Iterator[str]:
    """`line N: field: what is wrong, what to do` (contract §3)."""
    place = f"{refused.sheet}, line {refused.number}" if refused.sheet else f"line {refused.number}"
    for problem in refused.problems:
        field = f"{problem.field}: " if problem.field else ""
        yield f"{place}: {field}{_words(refused, problem)}"


def _words(refused: Refused, problem: Problem) -> str:
    if problem.details is None:
        return refusal_words(problem.code, problem.facts, language())
    handler = HANDLERS.get(str((refused.fields or {}).get("command")))
    known = handler.command.model_fields if handler else ()
    return validation_words(problem.details, language(), known)


def write_bad_lines(path: Path, refused: Sequence[Refused], source: Path) -> None:
    """Write the bad lines with the reason to a file of the format that its name says."""
    texts = _texts(source, {each.number for each in refused if each.fields is None})
    FORMATS[path.suffix.lower()](path, [_entry(each, texts) for each in refused])


def _entry(refused: Refused, texts: dict[int, str]) -> dict[str, object]:
    entry = dict(refused.fields or {})
    if refused.fields is None and refused.number in texts:
        entry[UNREADABLE] = texts[refused.number]
    reason = " ".join(_words(refused, problem) for problem in refused.problems)
    fields = "; ".join(problem.field or "" for problem in refused.problems)
    codes = "; ".join(problem.code for problem in refused.problems)
    return entry | dict(zip(REASONS, (refused.number, fields, codes, reason), strict=True))


def _texts(source: Path, numbers: set[int]) -> dict[int, str]:
    if source.suffix.lower() == ".xlsx" or not numbers:
        return {}
    with source.open("rb") as file:
        return {
            number: raw.decode(errors="replace").rstrip("\r\n")
            for number, raw in enumerate(file, 1)
            if number in numbers
        }


def _write_jsonl(path: Path, entries: Iterable[dict[str, object]]) -> None:
    with path.open("wb") as file:
        file.writelines(orjson.dumps(e, option=orjson.OPT_APPEND_NEWLINE) for e in entries)


def _write_csv(path: Path, entries: Sequence[dict[str, object]]) -> None:
    headings, rows = _table(entries)
    # With the mark that tells Excel the encoding.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])


def _write_workbook(path: Path, entries: Sequence[dict[str, object]]) -> None:
    from application.exports.template import write_table

    headings, rows = _table(entries)
    write_table(path, "bad lines", headings, [[_cell(value) for value in row] for row in rows])


def _cell(value: Any) -> Any:
    return value if isinstance(value, str | int | float | None) else str(value)


def _table(entries: Sequence[dict[str, object]]) -> tuple[list[str], _Rows]:
    own = {name: None for entry in entries for name in entry if name not in REASONS}
    headings = [*own, *REASONS]
    return headings, [[entry.get(name) for name in headings] for entry in entries]


FORMATS: dict[str, Callable[[Path, list[dict[str, object]]], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": _write_workbook,
}
