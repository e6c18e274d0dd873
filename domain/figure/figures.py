"""Figures reported from outside: statistics bureau, industry and commerce, labour (§4.1)."""

from datetime import date
from enum import StrEnum

from domain.kernel.errors import DomainError, Refusal
from domain.kernel.fact import DatedFact


class Figure(StrEnum):
    """What may be reported. Persons, at the end of or over the period that ends that day."""

    EMPLOYED_TOTAL = "employed_total"
    EMPLOYED_UNITS = "employed_units"
    EMPLOYED_PRIVATE = "employed_private"
    EMPLOYED_COMMUNITY = "employed_community"
    REGISTERED_UNEMPLOYED = "registered_unemployed"
    NEWLY_EMPLOYED = "newly_employed"
    NATURAL_ATTRITION = "natural_attrition"


GROUPS = (Figure.EMPLOYED_UNITS, Figure.EMPLOYED_PRIVATE, Figure.EMPLOYED_COMMUNITY)
EMPLOYED = (Figure.EMPLOYED_TOTAL, *GROUPS)


class FigureReported(DatedFact):
    """Of one unit, day and figure, the last one recorded holds."""

    stored_as = "figure.reported"
    command = "report-figure"

    note: str | None = None  # on no person
    unit: str
    period_end: date
    figure: Figure
    value: int
    source: str


class FigureOutOfBounds(DomainError):
    code = "figure-out-of-bounds"
    sort = Refusal.MALFORMED
    field = "value"


class PeriodNotOver(DomainError):
    code = "period-not-over"
    sort = Refusal.MALFORMED
    field = "period_end"


HIGHEST = 10_000_000_000


def check(value: int, period_end: date, today: date) -> None:
    """Raises `FigureOutOfBounds`, `PeriodNotOver`."""
    if not 0 <= value <= HIGHEST:
        raise FigureOutOfBounds(value=value, lowest=0, highest=HIGHEST)
    if period_end > today:
        raise PeriodNotOver(period_end=period_end, today=today)
