"""The findings as a page: a table for each kind of work, and what was asked beside what was got."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from bench.load.page import table
from bench.peers.entries import AUDIT, ENTRIES, SIMPLE, STOCK, TAIZHANG
from bench.peers.serving import POSTGRESQL, SQLITE

Kept = dict[str, Any]
NONE = "–"


class Asked(NamedTuple):
    """`got` is None where it was not measured."""

    what: str
    got: float | None
    bound: float
    unit: str = "×"
    at_least: bool = True

    @property
    def row(self) -> list[str]:
        sign = "≥" if self.at_least else "≤"
        asked = f"{sign} {self.bound:g} {self.unit}"
        if self.got is None:
            return [self.what, asked, "not measured", NONE]
        met = self.got >= self.bound if self.at_least else self.got <= self.bound
        return [self.what, asked, f"{self.got:,.2f} {self.unit}", "yes" if met else "**no**"]


def page(kept: Kept) -> str:
    asked = table(["", "asked", "got", "met"], [*_asked(kept)])
    parts = [_conditions(kept), "## What was asked and what was got", asked]
    parts += _rates(kept, "Commands over HTTP", "commands")
    parts += _plain(kept, "The same rows inserted without a framework", "raw", "a_second")
    parts += _rates(kept, "Sixteen writers on one case", "one-case")
    parts += _plain(kept, "Bytes of a case of eleven commands", "space", "bytes", more=False)
    parts += _plain(kept, "A workbook of 50,000 people", "import", "seconds", more=False)
    parts += _plain(kept, "Read models made anew, events a second", "rebuild", "a_second")
    return "\n\n".join(parts)


def _conditions(kept: Kept) -> str:
    """Where and when, once for each run that some of the figures are from."""
    runs = {str(found["of"]): found["of"] for each in kept.values() for found in each.values()}
    return "\n".join(
        f"- {', '.join(f'{name} {value}' for name, value in run.items())}" for run in runs.values()
    )


def figure(kept: Kept, what: str, who: str, database: str, name: str) -> float | None:
    found: float | None = kept.get(what, {}).get(f"{who}, {database}", {}).get(name)
    return found


def ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one and other else None


def _asked(kept: Kept) -> Iterator[list[str]]:
    def against(what: str, name: str, whose: str, ours: str, theirs: str) -> float | None:
        mine = figure(kept, what, TAIZHANG, ours, name)
        return ratio(mine, figure(kept, what, whose, theirs, name))

    for whose, theirs, bound in ((STOCK, SQLITE, 3), (SIMPLE, POSTGRESQL, 4)):
        rate = against("commands", "a_second", whose, SQLITE, theirs)
        slowest = against("commands", "p99", whose, SQLITE, theirs)
        peer = f"{whose}, {theirs}"
        yield Asked(f"commands/s on SQLite, one process, against {peer}", rate, bound).row
        yield Asked(f"its p99, against {peer}", slowest, 0.5, at_least=False).row
    for whose in (STOCK, AUDIT):
        rate = against("commands", "a_second", whose, POSTGRESQL, POSTGRESQL)
        yield Asked(f"commands/s on PostgreSQL, two processes, against {whose}", rate, 4).row
    for database in (SQLITE, POSTGRESQL):
        rate = against("one-case", "a_second", STOCK, database, database)
        yield Asked(f"16 writers on one case, {database}, against {STOCK}", rate, 50).row
        for name, what in (("lost", "updates lost"), ("failed", "answers of 500 and above")):
            got = figure(kept, "one-case", TAIZHANG, database, name)
            yield Asked(f"16 writers on one case, {database}: {what}", got, 0, "", False).row
    got = figure(kept, "rebuild", TAIZHANG, POSTGRESQL, "a_second")
    yield Asked("rebuild of all read models, PostgreSQL", got, 30_000, "/s").row
    rate = against("rebuild", "a_second", STOCK, POSTGRESQL, POSTGRESQL)
    yield Asked(f"the same, against the projection of {STOCK}", rate, 25).row
    for database in (SQLITE, POSTGRESQL):
        size = against("space", "bytes", SIMPLE, database, POSTGRESQL)
        yield Asked(f"bytes a case, {database}, against {SIMPLE}", size, 0.5, at_least=False).row
        got = figure(kept, "import", TAIZHANG, database, "seconds")
        yield Asked(f"50,000 people of a workbook, {database}", got, 8, "s", False).row
        took = against("import", "seconds", SIMPLE, database, POSTGRESQL)
        faster = 1 / took if took else None
        yield Asked(f"the same, against openpyxl and {SIMPLE}", faster, 2).row


def _rates(kept: Kept, title: str, what: str) -> list[str]:
    headings = ["", "/s", "p50 ms", "p99 ms", "refused", "failed", "client, core", "Taizhang ×"]
    rows = []
    for entry in ENTRIES:
        found = kept.get(what, {}).get(entry.title)
        if found and "why" not in found:
            names = ("a_second", "p50", "p99", "refused", "failed")
            ours = figure(kept, what, TAIZHANG, entry.database, "a_second")
            figures = [f"{found[name]:,.0f}" for name in names]
            figures += [f"{found['client']:.2f}", _times(ratio(ours, found["a_second"]))]
            rows.append([entry.title, *figures])
        elif found:
            rows.append([entry.title, found["why"], *[NONE] * (len(headings) - 2)])
    return [f"## {title}", table(headings, rows)]


def _plain(kept: Kept, title: str, what: str, name: str, *, more: bool = True) -> list[str]:
    """One figure of each. `more` says that more is better, and how the ratio is to be read."""
    rows = []
    for entry in ENTRIES:
        found = kept.get(what, {}).get(entry.title)
        if found and "why" not in found:
            ours = figure(kept, what, TAIZHANG, entry.database, name)
            times = ratio(ours, found[name]) if more else ratio(found[name], ours)
            rows.append([entry.title, f"{found[name]:,.1f}", _times(times)])
        elif found:
            rows.append([entry.title, found["why"], NONE])
    return [f"## {title}", table(["", name.replace("a_second", "/s"), "Taizhang ×"], rows)]


def _times(times: float | None) -> str:
    return f"{times:.2f}" if times else NONE
