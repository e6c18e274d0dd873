"""Stock and flow over random histories: naively counted, its identity, any order, recounted."""

import random
from collections import Counter
from datetime import date
from typing import Any

from application.indicators.stock_and_flow import IN, OUT, StockAndFlow
from application.tracker import CaseTracker
from tests.databases import histories
from tests.indicators.asking import Recounted, asked, rows
from tests.indicators.conftest import NewLedger
from tests.indicators.naive_flows import flows
from tests.ledger import record
from tests.oracle.histories import another_order, random_history

NAME = "stock-and-flow"
MARKS = ("opening", *IN, *OUT, "closing")


def question(rng: random.Random) -> dict[str, Any]:
    year, month = rng.choice((2003, 2004, 2005)), rng.choice((3, 6, 9, 12))
    as_of = date(year, month, rng.choice((1, 28, 30)))
    from_ = date(year - rng.choice((0, 0, 1)), rng.choice((1, 1, 2, 3)), rng.choice((1, 1, 15)))
    known = rng.choice((None, f"{year + 1}-01-05T23:59:59+08:00", f"{year}-07-05T00:00:00+08:00"))
    level = rng.choice(("city", "county", "street", "community"))
    first = min(from_, as_of).isoformat()
    return {"as_of": as_of.isoformat(), "from_": first, "known_at": known, "level": level}


@histories(range(32))
def test_every_cell_is_that_of_the_naive_count(ledger: CaseTracker, seed: int):
    """And opening + in − out = closing; the sums over units are the city's stocks."""
    rng = random.Random(seed)
    lines = random_history(rng, workers=10)
    record(ledger, lines)
    for _ in range(4):
        ask = question(rng)
        answer = rows(ledger, NAME, asked(**ask))
        for key, counts in flows(lines, **ask).items():
            found = Counter({name: answer[key][name] for name in MARKS})
            assert +found == counts, (ask, key)
        assert_identities(answer)


def assert_identities(answer):
    for key, row in answer.items():
        assert row["opening"] + row["inflow"] - row["outflow"] == row["closing"], key
        assert row["inflow"] == sum(row[name] for name in IN)
        assert row["outflow"] == sum(row[name] for name in OUT)
    for (unit, group), row in answer.items():
        parts = [r for (u, g), r in answer.items() if g == group and u != "440700"]
        if unit == "440700" and parts:
            for stock in ("opening", "closing"):
                assert row[stock] == sum(part[stock] for part in parts)


@histories(range(6))
def test_any_order_of_arrival_gives_the_same_answer(new_ledger: NewLedger, seed: int):
    rng = random.Random(seed)
    lines = random_history(rng, workers=10)
    one, other = new_ledger(), new_ledger()
    record(one, lines)
    record(other, another_order(rng, lines))
    ask = asked(**question(rng) | {"known_at": None})
    assert rows(one, NAME, ask) == rows(other, NAME, ask)


@histories(range(4))
def test_recounting_the_people_gives_every_cell(ledger: CaseTracker, seed: int):
    rng = random.Random(seed)
    record(ledger, random_history(rng, workers=12))
    cells = ledger.ask(Recounted(StockAndFlow(asked(**question(rng)))))
    assert sum(count for _, count, _ in cells) > 20
    for cell, count, people in cells:
        assert len(people) == count, cell
        for behind in people:
            versions = range(1, ledger.register.version(behind.worker) + 1)
            assert behind.fact_versions
            assert set(behind.fact_versions) <= set(versions)
