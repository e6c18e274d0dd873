"""Tables as text: comma, semicolon or tab between the cells."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from application.imports.encodings import encoding_of
from application.imports.lines import UNREADABLE, BadLine, Limits, Line, Names, UnusableFile
from application.imports.tables import HEADER_AMONG, Table, fields_of, titles_above
from application.kernel.plain_cells import as_it_stood

# Excel in Chinese writes GB18030; strictly decoded, it never takes UTF-8 for itself.
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = (",", "\t", ";")

_Record = tuple[int, list[str] | BadLine]
"""A row under the number of its first line."""


class _Source:
    """The text's lines for the csv module.

    `number` is that of the last one given, `record` what was given since the record began;
    `breaks_off` tells that no line's end followed.
    """

    def __init__(self, file: TextIO, longest: int) -> None:
        self.number = 0
        self.breaks_off = False
        self._file = file
        self._longest = longest
        self._length = 0
        self.record = ""

    def begin_record(self) -> int:
        """Measure anew from here; the number of the line at which the next record begins."""
        self._length = 0
        self.record = ""
        return self.number + 1

    def __iter__(self) -> Iterator[str]:
        while text := self._file.readline(self._longest + 2):
            self.number += 1
            self.record += text
            self._length += len(text.rstrip("\r\n"))
            self.breaks_off = not text.endswith(("\r", "\n"))
            # A quote that is never closed would swallow the rest of the file as one record.
            if self._length > self._longest:
                raise UnusableFile("line-too-long", {"line": self.number, "limit": self._longest})
            yield text


def csv_lines(
    path: Path, names: Names, command: str | None, limits: Limits
) -> Iterator[Line | BadLine]:
    """The rows of a table. The command is a column, or the `command` given, or the file's name."""
    encoding = encoding_of(path, _ENCODINGS)
    with path.open(encoding=encoding, newline="") as file:
        delimiter = _delimiter_of(file, limits)
        titles = _titles(file, delimiter, names, limits)
        source = _Source(file, limits.line_bytes)
        records = _records(source, delimiter)
        command = command or names.command_of(path.stem)
        table = _table(_below(records, titles), names, command, limits)
        count = 0
        for number, cells in records:
            if isinstance(cells, BadLine):
                line: Line | BadLine | None = cells
            elif source.breaks_off and 0 < len(cells) < len(table.fields):
                raise UnusableFile("cut-off", {"line": number})
            else:
                line = table.line(number, list(map(as_it_stood, cells)))
            if line is not None:
                count += 1
                limits.admit_row(count)
                yield line


def _delimiter_of(file: TextIO, limits: Limits) -> str:
    """The delimiter that the header line has most of; the file stands at its start again."""
    while (line := file.readline(limits.line_bytes)) and not line.strip():
        pass
    if not line:
        raise UnusableFile("empty-file")
    file.seek(0)
    delimiter = max(_DELIMITERS, key=line.count)
    # Counted before the csv module would make a cell of each.
    if line.rstrip(f"\r\n{delimiter}").count(delimiter) >= limits.columns:
        raise UnusableFile("too-many-columns", {"limit": limits.columns})
    return delimiter


def _titles(file: TextIO, delimiter: str, names: Names, limits: Limits) -> int:
    """How many filled rows stand above the header row; the file stands at its start again."""
    records = _records(_Source(file, limits.line_bytes), delimiter)
    filled = (cells for _, cells in records if not isinstance(cells, BadLine) and _filled(cells))
    titles = titles_above(islice(filled, HEADER_AMONG), names)
    file.seek(0)
    return titles


def _below(records: Iterator[_Record], titles: int) -> Iterator[_Record]:
    for number, cells in records:
        if titles and not isinstance(cells, BadLine):
            titles -= _filled(cells)
        else:
            yield number, cells


def _filled(cells: list[str]) -> bool:
    return any(map(str.strip, cells))


def _records(source: _Source, delimiter: str) -> Iterator[_Record]:
    rows = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        number = source.begin_record()
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if str(error) == "unexpected end of data":
                raise UnusableFile("cut-off", {"line": number}) from None
            content: dict[str, object] = {UNREADABLE: source.record.rstrip("\r\n")}
            yield number, BadLine(number, None, "bad-quotes", {}, None, content)


def _table(
    records: Iterator[_Record],
    names: Names,
    command: str | None,
    limits: Limits,
) -> Table:
    for number, heading in records:
        if isinstance(heading, BadLine):
            raise UnusableFile(heading.problem, {"line": number})
        if fields := fields_of(heading, names, limits):
            if command is None and "command" not in fields:
                raise UnusableFile("no-command")
            return Table(fields, command)
    raise UnusableFile("empty-file")
