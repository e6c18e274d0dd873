"""In which encoding a text file is written, told before anything of it is used."""

import codecs
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from application.imports.lines import UnusableFile

_BLOCK = 1024 * 1024
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(path: Path, candidates: tuple[str, ...]) -> str:
    """The first of `candidates` in which the whole file decodes strictly.

    Raises `UnusableFile`: `binary-content` for NUL bytes and known binary formats,
    `wrong-encoding` when no candidate fits.
    """
    _refuse_binary(path)
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise UnusableFile("wrong-encoding", {"accepted": list(candidates)})


def _refuse_binary(path: Path) -> None:
    for place, block in enumerate(_blocks(path)):
        # UTF-16 is full of NULs, but its writer needs to hear of the encoding.
        if place == 0 and block.startswith(_UTF_16):
            raise UnusableFile("wrong-encoding", {"found": "utf-16"})
        if b"\x00" in block or (place == 0 and block.startswith(_NOT_TEXT)):
            raise UnusableFile("binary-content")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for block in chain(_blocks(path), [b""]):
            decoder.decode(block, final=not block)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
