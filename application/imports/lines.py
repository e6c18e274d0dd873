"""What reading a file gives: good lines, bad lines, or the refusal of the whole file."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

UNREADABLE = "error_text"
"""Under this name stands a line that could not be read as fields, as it was."""


class Line(NamedTuple):
    """One command as it stands in a file.

    `number` counts from 1 as an editor or a sheet does; `fields` holds the command's name under
    `command`; `sheet` is the sheet's name in a workbook.
    """

    number: int
    fields: dict[str, object]
    sheet: str | None = None


class BadLine(NamedTuple):
    """A line that cannot be read as fields. `problem` is a code of the text catalogues.

    `facts` never repeats what stands in the line: it may be somebody's identity number. `fields`
    is what could be told of it, for whoever is to put it right.
    """

    number: int
    field: str | None
    problem: str
    facts: dict[str, object]
    sheet: str | None = None
    fields: dict[str, object] | None = None


class UnusableFile(Exception):
    """The file as a whole cannot be used; `code` is a code of the text catalogues."""

    def __init__(self, code: str, facts: Mapping[str, object] | None = None) -> None:
        self.code = code
        self.facts: dict[str, object] = dict(facts or {})
        super().__init__(code)


def alike(word: str) -> str:
    """Words are the same in full width and half, in capitals and small letters, however spaced."""
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()


class Names(NamedTuple):
    """What files call things: fields by the heading of a column, commands by that of a sheet."""

    fields: Mapping[str, str]
    commands: Mapping[str, str]

    @classmethod
    def of(cls, headings: Mapping[str, str], titles: Mapping[str, str]) -> Self:
        """The names as whoever writes by hand may write them."""
        return cls(*({alike(word): each[word] for word in each} for each in (headings, titles)))

    def field_of(self, heading: object) -> str:
        """The field that a heading names, else the heading on one line."""
        text = "" if heading is None else " ".join(str(heading).split())
        return self.fields.get(alike(text), text)

    def has_headings(self, cells: Sequence[object]) -> bool:
        """Whether cells are a header row: at least two are headings, which a title is not."""
        known = {*self.fields.values(), "command"}
        return sum(self.field_of(cell) in known for cell in cells) > 1

    def command_of(self, title: str) -> str | None:
        """The command that a sheet or file is called by (contract §1), or by the words for it."""
        title = title.strip()
        parts = title.split("-")
        named = len(parts) > 1 and all(part.isascii() and part.islower() for part in parts)
        return title if named else self.commands.get(alike(title))


class Limits(NamedTuple):
    """How much of a file is read: rows with content, columns of a table, bytes of one line."""

    rows: int
    columns: int
    line_bytes: int

    def admit_row(self, count: int) -> None:
        """Raise `too-many-rows` when `count` rows are more than allowed."""
        if count > self.rows:
            raise UnusableFile("too-many-rows", {"limit": self.rows})
