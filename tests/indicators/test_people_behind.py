"""The people and facts behind a cell."""

from dataclasses import dataclass

import pytest

from application.indicators.head_count import CellUnknown
from application.indicators.marks import Behind, Cell
from application.indicators.stock_and_flow import StockAndFlow
from application.kernel.answering.query import Sight
from tests.indicators.asking import WEST, asked, line, person, registered
from tests.ledger import record


@dataclass(frozen=True)
class PeopleBehind:
    cell: Cell

    def answer(self, sight: Sight) -> list[Behind]:
        return StockAndFlow(asked("2004-12-31")).behind(sight, self.cell)


def test_the_facts_behind_a_cell_are_those_that_made_the_flow(ledger):
    worker = person(1)
    lost = line("end-employment", "2004-05-01", worker, reason="dismissed")
    hired = line("start-employment", "2004-03-01", worker, kind="self_employment")
    record(ledger, [registered("2003-03-01", worker), hired, lost])
    [one] = ledger.ask(PeopleBehind(Cell("440703", "male", "reemployed")))
    assert (one.fact_versions, one.station, one.counted_as) == ((2, 1), WEST, "reemployed")
    [one] = ledger.ask(PeopleBehind(Cell("440703", "all", "inflow")))
    assert (one.fact_versions, one.counted_as) == ((3,), "job_lost")


def test_who_reached_the_age_is_behind_the_cells_of_the_older_alone(ledger):
    record(ledger, [registered("2003-10-08", person(1, "1954-03-15"))])
    counts = {
        group: len(ledger.ask(PeopleBehind(Cell("440703", group, "reached_age"))))
        for group in ("all", "male", "older", "older_male", "older_female")
    }
    assert counts == {"all": 0, "male": 0, "older": 1, "older_male": 1, "older_female": 0}


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        (Cell("440703", "all", "income"), "column"),
        (Cell("440703", "children", "inflow"), "group"),
        (Cell(WEST, "all", "inflow"), "unit"),
        (Cell("440703", "all", "inflow", "soe_laid_off"), "category"),
    ],
)
def test_a_cell_that_the_answer_has_not(ledger, cell, field):
    with pytest.raises(CellUnknown) as refused:
        ledger.ask(PeopleBehind(cell))
    assert refused.value.field == field
