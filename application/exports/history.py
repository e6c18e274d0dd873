"""The whole ledger as a history file: every accepted command, in the order of the log."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO
from uuid import UUID

import orjson

from application.kernel.commands import Handler
from application.kernel.copies.copies import unfinished
from application.kernel.log.packing import Recorded
from application.kernel.log.register import Register
from application.kernel.log.retelling import line_told
from domain.kernel.fact import ERASED


def history_lines(register: Register, handlers: Mapping[str, Handler]) -> Iterator[bytes]:
    """JSON Lines (contract §3), each with its line end.

    Imported into an empty ledger with the same units they give the same answers to every
    question. Units are no commands: what was loaded beyond the packaged file is not in it. People
    who were erased are not in it either: without a number nobody can be registered; nor is what
    another person's file says of them, which nobody could carry out again. Raises `PeopleLocked`.
    """
    register.keys.require_open()
    for recorded in register.history():
        if any(register.keys.of(person) == ERASED for person in _people_in(recorded)):
            continue
        if fields := line_told(recorded, handlers):
            yield orjson.dumps(fields, option=orjson.OPT_APPEND_NEWLINE)


def _people_in(recorded: Recorded) -> Iterator[UUID]:
    """Whose file a fact is in, and who else is named by it: the other of two registrations."""
    if recorded.fact.personal:
        yield recorded.stream
        yield from (value for _, value in recorded.fact if isinstance(value, UUID))


def write_whole(
    path: Path, lines: Iterable[bytes], progress: Callable[[int], None] | None = None
) -> int:
    """Write lines to a file that is there only once it is whole; return how many.

    Only its owner can read it: it names people. What is no file, as a pipe or a device, is written
    to as it is, and a link stays one. Raises `OSError`.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            return _write(stream, lines, progress)
    path = path.resolve()
    with unfinished(path) as part, part.open("wb") as file:
        count = _write(file, lines, progress)
        file.flush()
        os.fsync(file.fileno())
        part.replace(path)
    return count


def _write(file: IO[bytes], lines: Iterable[bytes], progress: Callable[[int], None] | None) -> int:
    count = 0
    for line in lines:
        count += 1
        file.write(line)
        if progress:
            progress(1)
    return count
