"""Five people of two stations, for the half-year table, and somebody who has come to look at it."""

from typing import Any

import pytest
from fastapi import FastAPI

from application.tracker import CaseTracker
from tests.api.requests import registration
from tests.ledger import record
from tests.oracle.book import identity_number
from tests.web.reading import Element
from tests.web.visitor import PASSWORD, Shown, Visitor

STREET, ELSEWHERE = "440703002", "440704001"


def life(nth: int, station: str, told: str | None = None) -> list[dict[str, Any]]:
    """Somebody registered in 2003; who found work in October 2004 as was `told` on a day."""
    who = identity_number("1953-03-15", "male", nth)
    entered = registration(id_number=who, station=station, recorded_at="2003-10-08T18:00:00+08:00")
    lines = [{"command": "register-worker", **entered}]
    if told:
        job = {"worker": who, "kind": "self_employment", "effective_on": "2004-10-08"}
        at = {"recorded_at": f"{told}T18:00:00+08:00"}
        lines.append({"command": "start-employment", **job, **at})
    return lines


@pytest.fixture(autouse=True)
def people(tracker: CaseTracker) -> None:
    lines = [*life(1, STREET, "2004-10-08"), *life(2, STREET)]
    lines += [*life(3, ELSEWHERE, "2005-01-05"), *life(4, ELSEWHERE)]
    record(tracker, [*lines, *life(5, ELSEWHERE, "2005-01-06")])


@pytest.fixture
def officer(app: FastAPI) -> Visitor:
    """Somebody of the city's office who came for this page."""
    visitor = Visitor(app)
    visitor.press(visitor.open("/half-year"), "登录", name="office", password=PASSWORD)
    return visitor


def table(page: Shown) -> dict[str, list[str]]:
    """What stands in each row, by its name."""
    body = page.main.one("tbody")
    return {row.one("th").text: [cell.text for cell in row.all("td")] for row in body.all("tr")}


def numbers(page: Shown, name: str) -> list[Element]:
    row = next(row for row in page.main.one("tbody").all("tr") if row.one("th").text == name)
    return row.all("td")
