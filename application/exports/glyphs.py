"""Which characters the fonts of the papers have no picture of, to be told before printing."""

from functools import cache
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTFont

from application.exports.documents import FONTS


def undrawn(text: str) -> str:
    """The characters, each once, that stand on paper as a crossed box."""
    missing = (each for each in text if not _needs_no_picture(each) and ord(each) not in _drawn())
    return "".join(dict.fromkeys(missing))


def _needs_no_picture(character: str) -> bool:
    return character.isspace() or category(character).startswith("C")


@cache
def _drawn() -> frozenset[int]:
    return frozenset(code for file in FONTS.glob("*.otf") for code in _characters(file))


def _characters(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())
