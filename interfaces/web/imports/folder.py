"""Where uploaded files wait, and what their check has found: for their owner's eyes alone."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from application.imports.importing import Report
from application.imports.lines import Line
from application.imports.reading import Problem, Refused


class Folder:
    """Beside the database, and as private as it; everything in it goes within a day."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def file(self, upload_id: str, suffix: str) -> Path:
        # A name with hyphens might be read as that of a command.
        return self.path / f"{upload_id.replace('-', '')}{suffix}"

    def keep(self, upload_id: str, suffix: str, source: BinaryIO) -> None:
        """Raises OSError where there is no room, and then leaves nothing."""
        place = self.file(upload_id, suffix)
        try:
            with self._new(place) as target:
                shutil.copyfileobj(source, target, 1 << 20)
        except OSError:
            place.unlink(missing_ok=True)
            raise

    def hold(self, upload_id: str, suffix: str) -> BinaryIO:
        """The file, in the hands of this process until it closes it or ends."""
        file = self.file(upload_id, suffix).open("rb")
        fcntl.flock(file, fcntl.LOCK_EX)
        return file

    def is_held(self, upload_id: str, suffix: str) -> bool:
        """Whether a process has the file in hand; several may serve one ledger."""
        try:
            with self.file(upload_id, suffix).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except (FileNotFoundError, BlockingIOError) as error:
            return isinstance(error, BlockingIOError)
        return False

    def keep_rows(self, upload_id: str, report: Report) -> None:
        """Keep the first good lines, on a line of their own, and each bad one on another."""
        place = self._rows(upload_id)
        place.unlink(missing_ok=True)
        with self._new(place) as target:
            target.write(_dumped([line._asdict() for line in report.first_good]))
            target.writelines(_dumped(_plain(refused)) for refused in report.refused)

    def first_good(self, upload_id: str) -> list[Line]:
        first = next(self._lines(upload_id), b"[]")
        return [Line(**line) for line in orjson.loads(first)]

    def bad_rows(self, upload_id: str, first: int, limit: int | None = None) -> list[Refused]:
        """Bad lines in the order of the file, from the `first` on; none when they are gone."""
        last = None if limit is None else first + limit
        lines = islice(self._lines(upload_id), 1, None)
        return [_refused(orjson.loads(line)) for line in islice(lines, first, last)]

    def forget_file(self, upload_id: str, suffix: str) -> None:
        self.file(upload_id, suffix).unlink(missing_ok=True)

    def forget_rows(self, upload_id: str) -> None:
        self._rows(upload_id).unlink(missing_ok=True)

    def forget_older(self, moment: float) -> None:
        """Remove what was written before a moment, in seconds of the machine's own clock."""
        for place in self.path.glob("*"):
            if place.stat().st_mtime < moment:
                place.unlink(missing_ok=True)

    def _rows(self, upload_id: str) -> Path:
        return self.path / f"{upload_id}.rows"

    def _lines(self, upload_id: str) -> Iterator[bytes]:
        try:
            with self._rows(upload_id).open("rb") as file:
                yield from file
        except FileNotFoundError:
            return

    def _new(self, place: Path) -> BinaryIO:
        self.path.mkdir(mode=0o700, exist_ok=True)
        return os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def _dumped(value: object) -> bytes:
    return orjson.dumps(value, default=str, option=orjson.OPT_APPEND_NEWLINE)


def _plain(refused: Refused) -> dict[str, Any]:
    problems = [
        {
            "field": problem.field,
            "code": problem.code,
            "facts": problem.facts,
            "details": _details(problem),
        }
        for problem in refused.problems
    ]
    place = {"number": refused.number, "sheet": refused.sheet, "fields": refused.fields}
    return {**place, "problems": problems}


def _details(problem: Problem) -> dict[str, Any] | None:
    """What words are made of; what was entered stands in the fields."""
    if problem.details is None:
        return None
    return {"type": problem.details["type"], "loc": problem.details["loc"], "ctx": problem.facts}


def _refused(kept: dict[str, Any]) -> Refused:
    problems: Sequence[dict[str, Any]] = kept["problems"]
    return Refused(
        kept["number"],
        kept["sheet"],
        tuple(Problem(**_with_place(problem)) for problem in problems),
        kept["fields"],
    )


def _with_place(problem: dict[str, Any]) -> dict[str, Any]:
    details = problem["details"]
    return problem | {"details": details and details | {"loc": tuple(details["loc"])}}
