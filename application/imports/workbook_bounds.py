"""Whether a workbook can be opened without filling the machine's memory.

The reader of workbooks lays every sheet out as a full rectangle and copies a shared text into
each cell that shows it, so a file of a few kilobytes may ask for any amount of memory. All that is
told here by streaming through the archive once, and no size is believed that the archive declares.
"""

import copy
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from application.imports.lines import UnusableFile

MIB = 1024 * 1024
MOST_UNPACKED = 512 * MIB
MOST_RATIO = 200
MOST_CELLS = 20_000_000
MOST_TEXT = 1024 * MIB
_MOST_DIRECTORY = MIB
_LONGEST_TAG = MIB
_MOST_TEXTS = 5_000_000
_WIDEST, _TALLEST = 16_384, 1_048_576
_TEXTS = "xl/sharedStrings.xml"

_PREFIX = rb"(?:[^\s<>:]*:)??"
_REST = (
    rb"c(?:\s(?:[^<>]{0,200}?\s)??r\s{0,9}=\s{0,9}[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^<>/]{0,200}(/?)>"
    rb"|(?=[\s/>]))"
)
_CELL, _PREFIXED_CELL = re.compile(b"<" + _REST), re.compile(b"<" + _PREFIX + _REST)
_SHARED = re.compile(rb"\bt\s{0,9}=\s{0,9}[\"']s[\"']")
_SHARED_USE = re.compile(
    rb"\bt=[\"']s[\"'][^<>]{0,200}>\s{0,9}<(?:[^\s<>:]*:)?v[^<>]{0,50}>(\d{1,9})<"
)
_TEXT_END = re.compile(rb"</(?:[^\s<>:]*:)?si\s{0,9}>|<(?:[^\s<>:]*:)?si\s{0,9}/>")


def admit_workbook(path: Path) -> None:
    """Refuse what is no workbook and what would fill the memory when opened.

    Raises `UnusableFile`: `not-a-workbook`, `broken-workbook`, `unpacks-too-large`.
    """
    _admit_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _admit_parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise UnusableFile("broken-workbook") from error


def _admit_directory(path: Path) -> None:
    """The archive's list of parts is read whole, so its size is looked at first."""
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            raise UnusableFile("not-a-workbook")
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_536 - 22))
        ending = file.read()
    place = ending.rfind(b"PK\x05\x06")
    if place == -1 or len(ending) - place < 22:
        raise UnusableFile("broken-workbook")
    if int.from_bytes(ending[place + 12 : place + 16], "little") > _MOST_DIRECTORY:
        raise _too_large()


def _admit_parts(archive: zipfile.ZipFile) -> None:
    lengths = _text_lengths(archive)
    unpacked = 0
    for part in archive.infolist():
        content = _Content(lengths)
        for piece in _whole_tags(_blocks(archive, part)):
            unpacked += len(piece)
            if unpacked > MOST_UNPACKED:
                raise _too_large()
            content.add(piece)


class _Content:
    """What has been seen of one part: the rectangle of its filled cells, the text they show."""

    def __init__(self, lengths: list[int]) -> None:
        self._lengths = lengths
        self._longest = max(lengths, default=0)
        self._width = self._height = self._text = 0

    def add(self, piece: bytes) -> None:
        # A prefix is looked for at every tag, which takes as long again, and hardly any has one.
        found = (_PREFIXED_CELL if b":c" in piece else _CELL).findall(piece)
        columns = {column for column, _, empty in found if not empty}
        if not columns:
            return
        # Every program that writes workbooks says where a cell stands; without it no bound is sure.
        if b"" in columns:
            raise UnusableFile("broken-workbook")
        self._width = max(self._width, *(_place(column) for column in columns))
        self._height = max(self._height, *(int(row) for row in {row for _, row, _ in found if row}))
        self._text += self._text_of(piece, len(found))
        if self._width > _WIDEST or self._height > _TALLEST:
            raise UnusableFile("broken-workbook")
        if self._width * self._height > MOST_CELLS or self._text > MOST_TEXT:
            raise _too_large()

    def _text_of(self, piece: bytes, cells: int) -> int:
        # Where even the longest text in every cell makes no more of it, none need be looked up.
        if cells * self._longest <= 2 * len(piece):
            return cells * self._longest
        uses = [int(use) for use in _SHARED_USE.findall(piece)]
        unresolved = len(_SHARED.findall(piece)) - len(uses)
        known = len(self._lengths)
        return unresolved * self._longest + sum(self._lengths[use] for use in uses if use < known)


def _text_lengths(archive: zipfile.ZipFile) -> list[int]:
    """The length in bytes of each shared text, in the order of their numbers."""
    parts = [part for part in archive.infolist() if part.filename.lower() == _TEXTS.lower()]
    if len(parts) > 1:
        raise UnusableFile("broken-workbook")
    ends, passed, rest = [0], 0, b""
    for block in _blocks(archive, parts[0]) if parts else ():
        rest += block
        done = 0
        for found in _TEXT_END.finditer(rest):
            done = found.end()
            ends.append(passed + done)
        if len(ends) > _MOST_TEXTS:
            raise _too_large()
        # An end tag may be cut in two, but none is found twice.
        keep = max(done, len(rest) - 64)
        passed += keep
        rest = rest[keep:]
    return [end - start for start, end in pairwise(ends)]


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part's content to its real end; its checksum is compared there."""
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnusableFile("broken-workbook")
    # Otherwise reading stops at the size declared, where the workbook's reader would go on.
    endless = copy.copy(part)
    endless.file_size = 2 * MOST_UNPACKED
    with archive.open(endless) as file:
        size = 0
        while block := file.read(MIB):
            size += len(block)
            most = MOST_RATIO * part.compress_size if size > MIB else MIB
            if size > min(most, MOST_UNPACKED):
                raise _too_large()
            yield block


def _whole_tags(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before a cell, or before a tag where there is no cell near."""
    rest = b""
    for block in blocks:
        rest += block
        cut = rest.rfind(b"<c")
        if cut == -1 or len(rest) - cut > _LONGEST_TAG:
            cut = rest.rfind(b"<")
        if cut == -1:
            cut = len(rest)
        if len(rest) - cut > _LONGEST_TAG:
            raise UnusableFile("broken-workbook")
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _place(letters: bytes) -> int:
    """The column's place counted from 1."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + letter - 64
    return place


def _too_large() -> UnusableFile:
    return UnusableFile("unpacks-too-large", {"limit": MOST_UNPACKED})
