"""Where the numbers of the half-year table lead: to the people, or to the reports, behind each."""

from collections.abc import Iterator

from application.indicators.half_year import Line
from application.indicators.halves import Half
from application.indicators.reporting_periods import Kind, ReportingPeriod
from domain.unit.units import Level
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import FiguresAsked
from interfaces.web.office.half_year_asked import Wanted
from interfaces.web.office.half_year_columns import FIGURES, Number
from interfaces.web.visit import Visit


def links_of(visit: Visit, wanted: Wanted, line: Line, level: Level) -> dict[int, str]:
    """By the place of the number. `level` is that of the answer in which the line is a row."""
    kind = Kind.YEAR if wanted.period.half is Half.YEAR else Kind.HALF_YEAR
    asked = FiguresAsked(
        unit=visit.units[line.unit],
        period=ReportingPeriod(kind, wanted.last),
        known_at=wanted.known_at,
        switches={},
        home="",
        typed={},
        wrong={},
    )
    people = visit.may(Permission.READ_WORKERS)
    return {
        place: _address(figure, asked, level)
        for place, figure in _opened(line)
        if people or not figure.column
    }


def _opened(line: Line) -> Iterator[tuple[int, Number]]:
    """The numbers behind which there is something."""
    for place, figure in enumerate(FIGURES, 1):
        if isinstance(figure, Number) and figure.indicator and line.counts[figure.name]:
            yield place, figure


def _address(figure: Number, asked: FiguresAsked, level: Level) -> str:
    path = f"/figures/{figure.indicator}"
    if not figure.column:
        return asked.address(f"{path}/reports")
    cell = {"level": level.value, "group": figure.group, "column": figure.column}
    return asked.address(f"{path}/people", **cell)
