"""Rows of the chain: those links that were written together stand in one.

A row is the number of its last link, the position of the last fact that they stand for, and each
link by its hash; an answer's has the command and by how many facts it stands before as well. So a
link takes next to no more room than its hash (docs/decisions/0083). The first link of a ledger,
and all that an earlier version wrote, have a row each.
"""

from collections.abc import Iterable, Iterator, Sequence
from struct import Struct
from struct import error as StructError
from typing import Any

from application.kernel.integrity.chain import ANSWER, HASH_SIZES, Link

MOST = 64
"""Links of one row: a server keeps longer values elsewhere."""
_FORM, _OF_FACT, _OF_ANSWER = b"\1", b"f", b"a"
_FACT, _ANSWER = Struct(">s16s"), Struct(">si16s16s")
"""The kind and the hash; the kind, the facts behind, the command and the hash."""

Row = tuple[int, int, None, bytes]


class Unreadable(ValueError):
    """Not what links were written as."""


def rows_of(links: Iterable[Link]) -> Iterator[Row]:
    """Links that follow each other, as rows."""
    for some, position in _together(links):
        told = b"".join(_told(link, position) for link in some)
        yield some[-1].number, position, None, _FORM + told


def _together(links: Iterable[Link]) -> Iterator[tuple[list[Link], int]]:
    """With the position of the last fact, or where there is none of the last answer.

    Positions of facts are not told one by one: those of a row have no gap.
    """
    some: list[Link] = []
    last = None
    for link in links:
        is_fact = link.command_id is None
        if some and (len(some) == MOST or (is_fact and last not in (None, link.position - 1))):
            yield some, some[-1].position if last is None else last
            some, last = [], None
        some.append(link)
        last = link.position if is_fact else last
    if some:
        yield some, some[-1].position if last is None else last


def _told(link: Link, position: int) -> bytes:
    if link.kind == ANSWER:
        behind = position - link.position
        return _ANSWER.pack(_OF_ANSWER, behind, link.command_id, link.hash)
    return _FACT.pack(_OF_FACT, link.hash)


def links_of(row: Sequence[Any]) -> list[Link]:
    """The links of a row, in order. Raises `Unreadable`."""
    number, position, _, told = row
    if not (isinstance(position, int) and isinstance(told, bytes)):
        raise Unreadable
    if len(told) in HASH_SIZES:
        return [Link(*row)]
    found = list(_read(told))
    fact = position - sum(command_id is None for _, command_id, _ in found)
    links = []
    for at, (behind, command_id, made) in enumerate(found, number - len(found) + 1):
        fact += command_id is None
        links.append(Link(at, position - behind if command_id else fact, command_id, made))
    return links


def _read(told: bytes) -> Iterator[tuple[int, bytes | None, bytes]]:
    at = len(_FORM)
    if told[:at] != _FORM:
        raise Unreadable
    try:
        while at < len(told):
            if told[at : at + 1] == _OF_FACT:
                _, made = _FACT.unpack_from(told, at)
                yield 0, None, made
                at += _FACT.size
            else:
                kind, behind, command_id, made = _ANSWER.unpack_from(told, at)
                if kind != _OF_ANSWER:
                    raise Unreadable
                yield behind, command_id, made
                at += _ANSWER.size
    except StructError:
        raise Unreadable from None


def last_of(row: Sequence[Any]) -> Link:
    """The last link of a row. Raises `Unreadable`."""
    return links_of(row)[-1]
