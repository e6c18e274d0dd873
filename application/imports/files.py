"""The door to files that bring commands: history files, workbooks, tables as text."""

import errno
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from application.imports.csv_tables import csv_lines
from application.imports.jsonl import json_lines
from application.imports.lines import BadLine, Limits, Line, Names, UnusableFile
from application.imports.workbooks import workbook_lines

__all__ = ["BadLine", "Line", "UnusableFile", "lines_of"]

MIB = 1024 * 1024

_Reader = Callable[[Path, Names, str | None, Limits], Iterator[Line | BadLine]]
_READERS: dict[str, _Reader] = {
    ".jsonl": json_lines,
    ".json": json_lines,
    ".csv": csv_lines,
    ".xlsx": workbook_lines,
}
_NONE: Mapping[str, str] = MappingProxyType({})


def lines_of(
    path: Path,
    *,
    headers: Mapping[str, str] = _NONE,
    titles: Mapping[str, str] = _NONE,
    command: str | None = None,
    max_bytes: int = 64 * MIB,
    max_rows: int = 1_000_000,
    max_columns: int = 200,
    max_line_bytes: int = 64 * 1024,
) -> Iterator[Line | BadLine]:
    """The lines of the file at `path`, in its order (contract §3).

    `headers` maps a column's heading to a field's name, `titles` a sheet's or file's to a
    command's. `command` stands in where neither a column nor such a title says which command a
    row is. Raises `UnusableFile` at once for what can be told without reading, and while iterating
    for the rest.
    """
    _admit(path, max_bytes)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnusableFile("unknown-format", {"suffix": path.suffix[:16]})
    return reader(
        path, Names.of(headers, titles), command, Limits(max_rows, max_columns, max_line_bytes)
    )


def _admit(path: Path, max_bytes: int) -> None:
    """Refuse what is no readable file of a usable size, by its directory entry alone."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        absent = getattr(error, "errno", None) in (errno.ENOENT, errno.ENOTDIR)
        raise UnusableFile("no-such-file" if absent else "unreadable") from error
    if not stat.S_ISREG(found.st_mode):
        raise UnusableFile("not-a-file")
    if found.st_size == 0:
        raise UnusableFile("empty-file")
    if found.st_size > max_bytes:
        raise UnusableFile("too-large", {"bytes": found.st_size, "limit": max_bytes})
    try:
        path.open("rb").close()
    except OSError as error:
        raise UnusableFile("unreadable") from error
