"""History files: JSON Lines, one command a line (contract §3)."""

import codecs
from collections.abc import Iterator
from pathlib import Path

import orjson

from application.imports.encodings import encoding_of
from application.imports.lines import UNREADABLE, BadLine, Limits, Line, Names, UnusableFile

# Fields of commands are flat; deeper nesting would only break whoever prints the line.
_DEEPEST = 16


def json_lines(
    path: Path, _names: Names, command: str | None, limits: Limits
) -> Iterator[Line | BadLine]:
    """The lines of a history file, which calls everything by its name."""
    encoding_of(path, ("utf-8",))
    count = 0
    for number, raw in _raw_lines(path, limits.line_bytes):
        if not raw.strip():
            continue
        count += 1
        limits.admit_row(count)
        if count == 1:
            _refuse_other_json(raw)
        line = _line(number, raw)
        if command is not None and isinstance(line, Line):
            line.fields.setdefault("command", command)
        yield line
    if count == 0:
        raise UnusableFile("empty-file")


def _raw_lines(path: Path, longest: int) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        number = 0
        while raw := file.readline(longest + 2):
            number += 1
            if len(raw.rstrip(b"\r\n")) > longest:
                raise UnusableFile("line-too-long", {"line": number, "limit": longest})
            yield number, raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw


def _refuse_other_json(first: bytes) -> None:
    """An array or an object laid out over many lines would be bad in every line: say it once."""
    start = first.strip()
    if start.startswith(b"[") or start == b"{":
        raise UnusableFile("not-json-lines")


def _line(number: int, raw: bytes) -> Line | BadLine:
    """A last line that breaks off tells that the rest of the file is missing."""
    try:
        fields = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        if not raw.endswith(b"\n"):
            raise UnusableFile("cut-off", {"line": number}) from None
        # The end of the line is a line of its own to the parser: the place is told without it.
        return _unreadable(number, raw, "not-json", column=min(error.pos + 1, len(raw.decode())))
    if type(fields) is not dict:
        return _unreadable(number, raw, "not-an-object")
    if raw.count(b"{") + raw.count(b"[") > _DEEPEST and _deeper(fields, _DEEPEST):
        return _unreadable(number, raw, "nested-too-deep", limit=_DEEPEST)
    return Line(number, fields)


def _unreadable(number: int, raw: bytes, problem: str, **facts: object) -> BadLine:
    return BadLine(number, None, problem, facts, None, {UNREADABLE: raw.decode().rstrip("\r\n")})


def _deeper(value: object, levels: int) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return False
    return levels == 0 or any(_deeper(part, levels - 1) for part in value)
