"""What was asked of Taizhang beside its peers, and what the findings say to it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from bench.peers.entries import AUDIT, SIMPLE, STOCK, TAIZHANG
from bench.peers.serving import POSTGRESQL, SQLITE

Kept = dict[str, Any]
NONE = "–"
SLOW_DISK = ", slow disk"
"""Behind the name of what was measured where the disk was made slower."""
_MANY = 1_000
"""From here on without decimals."""
_NOT_MORE = {"p99", "bytes", "lost", "failed", "seconds"}


class Asked(NamedTuple):
    """`got` is None where it was not measured."""

    what: str
    got: float | None
    bound: float
    unit: str
    at_least: bool

    @property
    def row(self) -> list[str]:
        sign = "≥" if self.at_least else "≤"
        asked = f"{sign} {_in_figures(self.bound)} {self.unit}".strip()
        if self.got is None:
            return [self.what, asked, "not measured", NONE]
        met = self.got >= self.bound if self.at_least else self.got <= self.bound
        got = f"{self.got:,.2f}" if self.unit == "×" else _in_figures(self.got)
        return [self.what, asked, f"{got} {self.unit}".strip(), "yes" if met else "**no**"]


def _in_figures(number: float) -> str:
    return f"{number:,.0f}" if number >= _MANY else f"{number:,.4g}"


def figure(kept: Kept, what: str, who: str, database: str, name: str) -> float | None:
    found: float | None = kept.get(what, {}).get(f"{who}, {database}", {}).get(name)
    return found


def ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one and other else None


def asked(kept: Kept) -> Iterator[Asked]:
    for disk in ("", SLOW_DISK):
        yield from _of_commands(kept, disk)
    for disk in ("", SLOW_DISK):
        for database in (SQLITE, POSTGRESQL):
            yield from _of_one_case(kept, database, disk)
        yield from _of_rebuilding(kept, disk)
    for database in (SQLITE, POSTGRESQL):
        yield from _of_a_database(kept, database)


def _of_commands(kept: Kept, disk: str) -> Iterator[Asked]:
    measured = f"commands{disk}"
    for database, whose, theirs, rate in (
        (SQLITE, STOCK, SQLITE, 3),
        (SQLITE, SIMPLE, POSTGRESQL, 4),
        (POSTGRESQL, STOCK, POSTGRESQL, 4),
        (POSTGRESQL, AUDIT, POSTGRESQL, 4),
    ):
        peer = (whose, theirs)
        what = f"commands a second, {database}{disk}"
        yield _against(kept, what, measured, "a_second", database, peer, rate)
        if database == SQLITE:
            yield _against(kept, f"p99, {database}{disk}", measured, "p99", database, peer, 0.5)


def _of_one_case(kept: Kept, database: str, disk: str) -> Iterator[Asked]:
    what, measured = f"16 writers on one case, {database}{disk}", f"one-case{disk}"
    yield _against(kept, what, measured, "a_second", database, (STOCK, database), 50)
    yield _alone(kept, f"{what}: updates lost", measured, "lost", database, 0)
    yield _alone(kept, f"{what}: 5xx", measured, "failed", database, 0)


def _of_rebuilding(kept: Kept, disk: str) -> Iterator[Asked]:
    what, measured = f"read models made anew, {POSTGRESQL}{disk}", f"rebuild{disk}"
    yield _alone(kept, what, measured, "a_second", POSTGRESQL, 30_000, "/s")
    yield _against(kept, what, measured, "a_second", POSTGRESQL, (STOCK, POSTGRESQL), 25)


def _of_a_database(kept: Kept, database: str) -> Iterator[Asked]:
    simple = (SIMPLE, POSTGRESQL)
    what = f"bytes of a case of eleven commands, {database}"
    yield _against(kept, what, "space", "bytes", database, simple, 0.5)
    what = f"50,000 people of a workbook, {database}"
    yield _alone(kept, what, "import", "seconds", database, 8, "s")
    yield _against(kept, f"{what}: time", "import", "seconds", database, simple, 0.5)


def _alone(
    kept: Kept, says: str, what: str, name: str, database: str, bound: float, unit: str = ""
) -> Asked:
    got = figure(kept, what, TAIZHANG, database, name)
    return Asked(says, got, bound, unit, name not in _NOT_MORE)


def _against(
    kept: Kept,
    says: str,
    what: str,
    name: str,
    database: str,
    peer: tuple[str, str],
    bound: float,
) -> Asked:
    got = ratio(figure(kept, what, TAIZHANG, database, name), figure(kept, what, *peer, name))
    return Asked(f"{says}, against {', '.join(peer)}", got, bound, "×", name not in _NOT_MORE)
