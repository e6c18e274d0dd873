"""The laws of the two clocks (architecture), over more than a thousand random lives of workers.

Histories hold late facts, corrections, voids, merges and transfers. Each chunk of seeds is one
test, so that two processors share them; a failure names the seed and the question.
"""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from application.indicators.units import GROUPS
from application.kernel.projecting import projector
from application.tracker import CaseTracker
from tests.ledger import rate_rows, record, units_file
from tests.oracle.histories import another_order, random_history
from tests.oracle.rate import rate
from tests.oracle.units import UNITS

CHUNKS, IN_A_CHUNK = 20, 52
COUNTED = ("numerator", "denominator", "rate")
CITY = "440700"
Ask = dict[str, Any]
Lines = list[dict[str, Any]]


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to be copied: making one costs more than a history."""
    folder = tmp_path_factory.mktemp("empty")
    with CaseTracker(folder / "ledger.db", units_file=units_file(folder / "units.csv")):
        pass
    return folder


@contextmanager
def ledger(empty: Path) -> Iterator[CaseTracker]:
    with TemporaryDirectory() as folder:
        for name in ("ledger.db", "ledger.key", "ledger.keys", "ledger.master"):
            copy(empty / name, folder)
        with CaseTracker(Path(folder) / "ledger.db") as tracker:
            yield tracker


def seeds(chunk: int) -> range:
    return range(chunk * IN_A_CHUNK, (chunk + 1) * IN_A_CHUNK)


def question(rng: random.Random) -> Ask:
    """Any question of the contract: period, both clocks, level, switches."""
    month, day = rng.choice([(1, 1), (3, 31), (6, 30), (7, 1), (9, 15), (12, 31)])
    year = rng.choice([2003, 2004, 2004, 2005])
    asked: Ask = {
        "as_of": f"{year}-{month:02}-{day:02}",
        "level": rng.choice(["city", "county", "street", "community"]),
        "rules": dict(rng.sample(SWITCHED, rng.randint(0, 3))),
    }
    if rng.random() < 0.5:
        known = (rng.choice([2003, 2004, 2005]), rng.choice([1, 4, 7, 10]))
        asked["known_at"] = f"{known[0]}-{known[1]:02}-05T23:59:59+08:00"
    if rng.random() < 0.3:
        asked["from_"] = f"{year - rng.randint(0, 1)}-01-01"
    return asked


SWITCHED: list[tuple[str, str | int]] = [
    ("denominator", "classic"),
    ("attribution", "as_of"),
    ("age_at", "as_of"),
    ("numerator", "current"),
    ("older_male", 45),
    ("older_female", 45),
]


def counted(tracker: CaseTracker, asked: Ask) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What an answer counts, without rows where nobody is."""
    return {
        key: tuple(row[name] for name in COUNTED)
        for key, row in rate_rows(tracker, **asked).items()
        if row["denominator"]
    }


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_laws_of_the_two_clocks(chunk: int, empty_ledger: Path) -> None:
    for seed in seeds(chunk):
        rng = random.Random(seed)
        lines = random_history(rng)
        with ledger(empty_ledger) as tracker:
            what_was_known_never_changes(tracker, lines, rng, seed)
            the_rate_is_that_of_the_independent_calculation(tracker, lines, rng, seed)
            parts_add_up_to_the_whole(tracker, question(rng), seed)
            any_order_of_arrival_gives_the_same_answer(tracker, lines, rng, seed, empty_ledger)


def the_rate_is_that_of_the_independent_calculation(
    tracker: CaseTracker, lines: Lines, rng: random.Random, seed: int
) -> None:
    for asked in (question(rng) for _ in range(4)):
        expected = {
            (row["unit"], row["group"]): tuple(row[name] for name in COUNTED)
            for row in rate(lines, **asked)
            if row["denominator"]
        }
        found = counted(tracker, asked)
        direct = {k: row for k, row in found.items() if k in expected or not _street_in(k, asked)}
        assert direct == expected, (seed, asked)


def _street_in(key: tuple[str, str], asked: Ask) -> bool:
    """A street's own people, whom the oracle leaves out at level community."""
    return asked["level"] == "community" and UNITS[key[0]][0] == "street"


def what_was_known_never_changes(
    tracker: CaseTracker, lines: Lines, rng: random.Random, seed: int
) -> None:
    """Records the history in two parts: what was known after the first stays so."""
    moment = rng.choice(lines)["recorded_at"]
    cut = datetime.fromisoformat(moment)
    asked = question(rng) | {"known_at": moment}
    record(tracker, [line for line in lines if _at(line) <= cut])
    before = counted(tracker, asked)
    assert before == counted(tracker, asked | {"known_at": None}), (seed, asked)
    record(tracker, [line for line in lines if _at(line) > cut])
    assert counted(tracker, asked) == before, (seed, asked)


def _at(line: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(line["recorded_at"])


def any_order_of_arrival_gives_the_same_answer(
    tracker: CaseTracker, lines: Lines, rng: random.Random, seed: int, empty: Path
) -> None:
    with ledger(empty) as other:
        record(other, another_order(rng, lines))
        for asked in (question(rng) | {"known_at": None} for _ in range(3)):
            assert counted(tracker, asked) == counted(other, asked), (seed, asked)


@pytest.mark.parametrize("chunk", range(4))
def test_live_equals_rebuilt_and_any_batch_size_gives_the_same_rows(
    chunk: int, empty_ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in seeds(chunk)[:25]:
        rng = random.Random(seed)
        monkeypatch.setattr(projector, "BATCH_FACTS", rng.randint(1, 7))
        with ledger(empty_ledger) as tracker:
            _in_pieces(tracker, random_history(rng), rng)
            assert tracker.verify() == [], seed
            asked = question(rng)
            live = counted(tracker, asked)
            tracker.rebuild()
            assert counted(tracker, asked) == live, (seed, asked)
            assert tracker.verify() == [], seed


def _in_pieces(tracker: CaseTracker, lines: list[dict[str, Any]], rng: random.Random) -> None:
    while lines:
        size = rng.randint(1, 5)
        record(tracker, lines[:size])
        lines = lines[size:]


SPLIT = {"all": ("male", "female"), "older": ("older_male", "older_female")}


def parts_add_up_to_the_whole(tracker: CaseTracker, asked: Ask, seed: int) -> None:
    """Over units of every level and over groups, under every attribution rule."""
    city = {of: row for (_, of), row in counted(tracker, asked | {"level": "city"}).items()}
    for group, parts in SPLIT.items():
        assert _sum(city.get(part) for part in parts) == _sum([city.get(group)]), (seed, asked)
    for level in ("county", "street", "community"):
        rows = counted(tracker, asked | {"level": level})
        for group in GROUPS:
            parts_of = [row for (unit, of), row in rows.items() if of == group and unit != CITY]
            assert _sum(parts_of) == _sum([city.get(group)]), (seed, asked, level, group)


def _sum(rows: Iterable[tuple[Any, ...] | None]) -> tuple[int, int]:
    there = [row for row in rows if row]
    return sum(row[0] for row in there), sum(row[1] for row in there)
