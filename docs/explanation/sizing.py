"""Works out the tables of sizing.md from what was measured and what is assumed.

Run from the top of the repository: `.venv/bin/python -m docs.explanation.sizing`. A test says when
the page is out of date.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from docs.reference.tables import Lines, table

PAGE = Path(__file__).with_name("sizing.md")
TIERS = {"a town": 30_000, "a city": 300_000, "a large city": 3_000_000} | {
    "a province": 30_000_000,
    "the country": 100_000_000,
}

# Measured, on the machine of the page.
FACTS_A_COMMAND = 13 / 11
BYTES_A_COMMAND = 15_700 / 11  # in PostgreSQL
WAL_A_FACT = 1_499
BACKUP_A_FACT = 395
KEYS_A_PERSON = 107
ROWS_A_PERSON = 113  # in the report file
INDEX_A_PERSON = 966
COMMANDS_A_SECOND = 995
REBUILT_A_SECOND = 8_225  # facts, one process of two
REPORT_SECONDS_A_PERSON = 0.14e-6
OPENED_A_SECOND = 1_000_000 / 180  # people into the index of a process

# Assumed.
COMMANDS_A_YEAR = 12
OFFICE_SECONDS = 250 * 8 * 3600
PEAK = 4
YEARS = 5
SINGLY = 2  # what single commands write ahead, against an import
PROCESSES = 8  # of a rebuild
COPIED_A_SECOND = 100e6  # bytes, from a backup of the files over the network
BYTES_ASKED = 60_000  # a page, of which each command needs three
PAGES_A_COMMAND = 3


def commands(people: float) -> float:
    return people * COMMANDS_A_YEAR


def peak(people: float) -> float:
    """Commands a second."""
    return commands(people) / OFFICE_SECONDS * PEAK


def facts(people: float, years: float = 1) -> float:
    return commands(people) * FACTS_A_COMMAND * years


def disk(people: float, years: float = 1) -> float:
    return commands(people) * BYTES_A_COMMAND * years


def rebuilding(people: float) -> float:
    """Seconds, after some years."""
    return facts(people, YEARS) / (REBUILT_A_SECOND * PROCESSES)


ROWS: Mapping[str, Callable[[float], str]] = {
    "commands a year": lambda n: _number(commands(n)),
    "commands a second, at the peak": lambda n: _number(peak(n)),
    "facts a year": lambda n: _number(facts(n)),
    "database, a year": lambda n: _bytes(disk(n)),
    f"database, {YEARS} years": lambda n: _bytes(disk(n, YEARS)),
    "written ahead (WAL), a year": lambda n: _bytes(facts(n) * WAL_A_FACT * SINGLY),
    f"one backup, {YEARS} years": lambda n: _bytes(facts(n, YEARS) * BACKUP_A_FACT),
    "keys of the people": lambda n: _bytes(n * KEYS_A_PERSON),
    "report file, or Parquet": lambda n: _bytes(n * ROWS_A_PERSON),
    "people index, in each process": lambda n: _bytes(n * INDEX_A_PERSON),
    "a process until it can search": lambda n: _time(n / OPENED_A_SECOND),
    f"rebuild, {YEARS} years": lambda n: _time(rebuilding(n)),
    f"files back from a copy, {YEARS} years": lambda n: _time(disk(n, YEARS) / COPIED_A_SECOND),
    "one figure of all units, one machine": lambda n: _time(n * REPORT_SECONDS_A_PERSON),
    "network at the peak": lambda n: (
        f"{_number(peak(n) * PAGES_A_COMMAND * BYTES_ASKED * 8 / 1e6)} Mbit/s"
    ),
}


def tiers() -> Lines:
    heads = (f"{name}, {_number(people)}" for name, people in TIERS.items())
    rows = ([what, *map(of, TIERS.values())] for what, of in ROWS.items())
    return table(["people", *heads], rows)


def committer() -> Lines:
    """What the one committer of a ledger carries at its peak, at half its rate."""
    half = COMMANDS_A_SECOND / 2
    row = [COMMANDS_A_SECOND, _number(half / peak(1)), _number(half / PEAK * OFFICE_SECONDS)]
    return table(["commands a second", "people at half of it", "commands a year"], [row])


TABLES: Mapping[str, Callable[[], Lines]] = {"tiers": tiers, "committer": committer}


def written(page: str) -> str:
    """The page with its tables as they come out now."""
    for name, told in TABLES.items():
        begin, end = f"<!-- {name}: written by sizing.py -->", f"<!-- {name} ends -->"
        before, rest = page.split(begin)
        page = f"{before}{begin}\n" + "\n".join(told()).rstrip() + f"\n{end}" + rest.split(end)[1]
    return page


def _number(value: float) -> str:
    """To two digits, as more would be pretended."""
    for size, name in ((1e9, " billion"), (1e6, " million")):
        if value >= size:
            return f"{float(f'{value / size:.2g}'):g}{name}"
    return f"{float(f'{value:.2g}'):,g}" if value >= 1 else f"{value:.1g}"


def _bytes(value: float) -> str:
    for size, name in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if value >= size:
            return f"{float(f'{value / size:.2g}'):g} {name}"
    return f"{value / 1e3:.2g} kB"


def _time(seconds: float) -> str:
    for size, name in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{float(f'{seconds / size:.2g}'):g} {name}"
    return f"{seconds:.2g} s"


def main() -> None:
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
