"""Files of people, spoiled in ways in which disks, programs and people spoil them."""

import random
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import orjson

from tests.api.requests import registration
from tests.web.imports_at_hand import HEADINGS, people, workbook

_ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
)


def spoiled(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of many files, the same for the same seed."""
    chance = random.Random(seed)
    rows = people(20)
    table = "\n".join(",".join(row) for row in [HEADINGS, *rows])
    lines = b"".join(
        orjson.dumps({"command": "register-worker", **registration(id_number=row[0])}) + b"\n"
        for row in rows
    )
    sound: tuple[tuple[str, bytes], ...] = (
        ("register-worker.xlsx", workbook(rows)),
        ("register-worker.csv", table.encode()),
        ("register-worker.csv", table.encode("gb18030")),
        ("lines.jsonl", lines),
    )
    for _ in range(count):
        name, content = chance.choice(sound)
        ways = _WAYS if name.endswith("xlsx") else _WAYS[:-2]
        for _ in range(chance.randint(1, 3)):
            content = chance.choice(ways)(content, chance)
        yield name, content[: 1 << 20]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _without_a_piece(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.randint(1, 500) :]


def _with_a_piece_twice(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start : start + 500] * chance.randint(2, 200) + content[start:]


def _with_nonsense(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    piece = chance.choice((b"\x00" * 999, b'"' * 999, b"\xff\xfe", b"[" * 9_999, b",;\t" * 999))
    return content[:start] + piece + content[start:]


def _with_another_part(content: bytes, chance: random.Random) -> bytes:
    """One part of a workbook spoiled, the archive around it sound."""
    return _repacked(content, chance, lambda part: _flipped(part, chance))


def _with_entities(content: bytes, chance: random.Random) -> bytes:
    entity = chance.choice(_ENTITIES)
    return _repacked(content, chance, lambda part: part.replace(b"?>", b"?>" + entity, 1))


def _repacked(content: bytes, chance: random.Random, change: Callable[[bytes], bytes]) -> bytes:
    target = BytesIO()
    try:
        with ZipFile(BytesIO(content)) as parts, ZipFile(target, "w", ZIP_DEFLATED) as packed:
            chosen = chance.choice(parts.namelist())
            for name in parts.namelist():
                part = parts.read(name)
                packed.writestr(name, change(part) if name == chosen else part)
    except Exception:
        return content  # it is no archive any more
    return target.getvalue()


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped,
    _cut,
    _without_a_piece,
    _with_a_piece_twice,
    _with_nonsense,
    _with_another_part,
    _with_entities,
)
