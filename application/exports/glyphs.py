"""Which characters the fonts of the papers have no picture of, to be told before printing."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack
from unicodedata import category

from application.exports.documents import FONTS

_WHOLE = 12
"""The kind of a font's table of characters that has all of them, also the rare ones."""


def undrawn(text: str) -> str:
    """The characters, each once, that stand on paper as a crossed box."""
    missing = (each for each in text if not _needs_no_picture(each) and ord(each) not in _drawn())
    return "".join(dict.fromkeys(missing))


def _needs_no_picture(character: str) -> bool:
    return character.isspace() or category(character).startswith("C")


@cache
def _drawn() -> frozenset[int]:
    fonts = FONTS.glob("*.otf")
    return frozenset(code for font in fonts for code in _characters(_table(font, b"cmap")))


def _table(font: Path, wanted: bytes) -> bytes:
    """A table of a font, by the list at the beginning of its file."""
    with font.open("rb") as file:
        (count,) = unpack(">4xH6x", file.read(12))
        for tag, place, length in iter_unpack(">4s4xLL", file.read(16 * count)):
            if tag == wanted:
                file.seek(place)
                return file.read(length)
    raise ValueError(f"{font.name} has no table of characters")


def _characters(table: bytes) -> Iterator[int]:
    (count,) = unpack(">2xH", table[:4])
    for (place,) in iter_unpack(">4xL", table[4 : 4 + 8 * count]):
        if unpack(">H", table[place : place + 2]) == (_WHOLE,):
            (spans,) = unpack(">12xL", table[place : place + 16])
            for first, last in iter_unpack(">LL4x", table[place + 16 : place + 16 + 12 * spans]):
                yield from range(first, last + 1)
