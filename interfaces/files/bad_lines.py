"""The bad lines of an import: in words, and as a file to put right and import again."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from application.exports.template import write_table
from application.imports.reading import REASONS, Problem, Refused
from application.kernel.plain_cells import plain_row
from application.tracker import HANDLERS
from interfaces.texts import Language, refusal_words, validation_words

_Rows = Sequence[Sequence[Any]]
Heading = Callable[[str], str]
"""What the column of a field is called."""


def problem_words(
    refused: Refused, problem: Problem, language: Language, in_words: bool = False
) -> str:
    """What is wrong and what to do; `in_words` where a table is filled in, not JSON."""
    if problem.details is None:
        return refusal_words(problem.code, problem.facts, language)
    handler = HANDLERS.get(str((refused.fields or {}).get("command")))
    known = handler.command.model_fields if handler else ()
    return validation_words(problem.details, language, known, in_words)


def write_bad_lines(
    path: Path, refused: Sequence[Refused], language: Language, heading: Heading = str
) -> None:
    """Write the bad lines with the reason to a file of the format that its name says."""
    suffix = path.suffix.lower()
    entries = [_entry(each, language, in_words=suffix != ".jsonl") for each in refused]
    FORMATS[suffix](path, entries, heading)


def _entry(refused: Refused, language: Language, in_words: bool) -> dict[str, object]:
    entry = dict(refused.fields or {})
    told = (problem_words(refused, each, language, in_words) for each in refused.problems)
    reason = " ".join(told)
    fields = "; ".join(problem.field or "" for problem in refused.problems)
    codes = "; ".join(problem.code for problem in refused.problems)
    return entry | dict(zip(REASONS, (refused.number, fields, codes, reason), strict=True))


def _write_jsonl(path: Path, entries: Iterable[dict[str, object]], _: Heading) -> None:
    with path.open("wb") as file:
        file.writelines(orjson.dumps(e, option=orjson.OPT_APPEND_NEWLINE) for e in entries)


def _write_csv(path: Path, entries: Sequence[dict[str, object]], heading: Heading) -> None:
    headings, rows = _table(entries)
    # With the mark that tells Excel the encoding.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(map(plain_row, [list(map(heading, headings)), *rows]))


def _write_workbook(path: Path, entries: Sequence[dict[str, object]], heading: Heading) -> None:
    headings, rows = _table(entries)
    cells = [[_cell(value) for value in row] for row in rows]
    write_table(path, heading("bad_lines"), list(map(heading, headings)), cells)


def _cell(value: Any) -> Any:
    return value if isinstance(value, str | int | float | None) else str(value)


def _table(entries: Sequence[dict[str, object]]) -> tuple[list[str], _Rows]:
    own = {name: None for entry in entries for name in entry if name not in REASONS}
    headings = [*own, *REASONS]
    return headings, [[entry.get(name) for name in headings] for entry in entries]


FORMATS: dict[str, Callable[[Path, list[dict[str, object]], Heading], None]] = {
    ".jsonl": _write_jsonl,
    ".csv": _write_csv,
    ".xlsx": _write_workbook,
}


def sentences(refused: Refused, language: Language) -> Iterator[str]:
    """`line N: field: what is wrong, what to do` (contract §3)."""
    place = f"{refused.sheet}, line {refused.number}" if refused.sheet else f"line {refused.number}"
    for problem in refused.problems:
        field = f"{problem.field}: " if problem.field else ""
        yield f"{place}: {field}{problem_words(refused, problem, language)}"
