"""A small city with figures: people of two districts in 2004, some hired, one told late."""

from typing import Any

from tests.indicators.asking import EAST, SOUTH, WEST, in_order, line, person, registered
from tests.oracle.book import Line
from tests.web.visitor import Shown

COMMUNITY = "440703002101"
BOOKS = "2004-12-31"


def hired(day: str, worker: str, recorded: str | None = None) -> Line:
    return line("start-employment", day, worker, recorded, kind="self_employment")


def people_of_2004() -> list[Line]:
    """WEST: four, two hired, one of these older and told on 2005-02-01; SOUTH: one, hired."""
    older = person(2, "1950-05-05", "female")
    return in_order(
        [
            registered("2004-01-10", person(1), WEST, name="李小梅"),
            registered("2004-01-10", older, WEST, name="陈大姐"),
            registered("2004-02-10", person(3), WEST, name="赵明"),
            registered("2004-02-10", person(4), COMMUNITY, name="黄强"),
            registered("2004-03-10", person(5), EAST, name="周文"),
            registered("2004-03-10", person(6), SOUTH, name="吴南"),
            hired("2004-06-01", person(1)),
            hired("2004-06-01", person(6)),
            hired("2004-12-20", older, "2005-02-01"),
        ]
    )


def target(indicator: str, value: str, unit: str = "440700", year: int = 2004) -> Line:
    return _of_the_office("set-target", unit=unit, year=year, indicator=indicator, value=value)


def reported(figure: str, period_end: str, value: int, unit: str = "440700") -> Line:
    told = {"unit": unit, "period_end": period_end, "figure": figure, "value": value}
    return _of_the_office("report-figure", source="统计局", **told)


def ruled(name: str, value: str) -> Line:
    return _of_the_office("set-parameter", name=name, value=value)


def _of_the_office(command: str, **fields: Any) -> Line:
    at = {"effective_on": "2004-01-02", "recorded_at": "2005-01-02T10:00:00+08:00"}
    reference = {} if command == "report-figure" else {"reference": "江府[2004]1号"}
    return {"command": command, **at, **reference, **fields}


def board_lines(page: Shown) -> dict[str, list[str]]:
    """The cells of the table of units by the name of the unit."""
    table = page.page.one("table", class_="board")
    rows = (row for row in table.one("tbody").all("tr"))
    return {row.one("th").text.lstrip("▸▾ "): [cell.text for cell in row.all("td")] for row in rows}
