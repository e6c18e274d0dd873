"""How the files that people bring are read: headings, titles and words in both languages."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from application.imports.files import lines_of
from application.imports.headings import ALIASES
from application.imports.lines import BadLine, Line
from application.tracker import HANDLERS
from interfaces.texts import fields_by_heading, spoken


def lines_in(
    file: Path, command: str | None, most_bytes: int
) -> Callable[[], Iterator[Line | BadLine]]:
    """The lines of a file, read anew at each call.

    `command` is that of rows that do not name theirs. Raises `UnusableFile` as `lines_of` does.
    """
    return partial(
        lines_of,
        file,
        headers={**ALIASES, **fields_by_heading()},
        titles=commands_by_title(),
        command=command,
        max_bytes=most_bytes,
    )


@cache
def commands_by_title() -> dict[str, str]:
    """The command that a sheet or file with the words for it holds, in either language."""
    return {words: name for name in HANDLERS for words in spoken(name)}
