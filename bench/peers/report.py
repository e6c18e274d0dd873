"""The findings as a page: a table for each kind of work, and what was asked beside what was got."""

from bench.load.page import table
from bench.peers.asked import NONE, SLOW_DISK, Kept, asked, figure, ratio
from bench.peers.entries import ENTRIES, TAIZHANG
from bench.peers.serving import POSTGRESQL, SQLITE


def page(kept: Kept) -> str:
    bounds = table(["", "asked", "got", "met"], [each.row for each in asked(kept)])
    parts = [_conditions(kept), "## What was asked and what was got", bounds]
    parts += _rates(kept, "Commands over HTTP", "commands")
    parts += _rates(kept, "The same on a slow disk", f"commands{SLOW_DISK}")
    parts += _raw(kept)
    parts += _rates(kept, "Sixteen writers on one case", "one-case")
    parts += _rates(kept, "Sixteen writers on one case, slow disk", f"one-case{SLOW_DISK}")
    parts += _plain(kept, "Bytes of a case of eleven commands", "space", "bytes", more=False)
    parts += _plain(kept, "A workbook of 50,000 people", "import", "seconds", more=False)
    anew = "Read models made anew, events a second"
    parts += _plain(kept, anew, "rebuild", "a_second")
    parts += _plain(kept, f"{anew}, slow disk", f"rebuild{SLOW_DISK}", "a_second")
    return "\n\n".join(parts)


def _conditions(kept: Kept) -> str:
    """Where and when, once for each run that some of the figures are from."""
    runs = {str(found["of"]): found["of"] for each in kept.values() for found in each.values()}
    return "\n".join(
        f"- {', '.join(f'{name} {value}' for name, value in run.items())}" for run in runs.values()
    )


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


def _raw(kept: Kept) -> list[str]:
    """A transaction a command, as all but Taizhang do it."""
    rows = []
    for database in (SQLITE, POSTGRESQL):
        rate = figure(kept, "raw", TAIZHANG, database, "a_second")
        ours = figure(kept, "commands", TAIZHANG, database, "a_second")
        if rate:
            rows.append([database, f"{rate:,.0f}", _times(ratio(ours, rate))])
    return ["## The same rows inserted without a framework", table(["", "/s", "Taizhang ×"], rows)]


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
