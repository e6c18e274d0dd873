"""Every question whose answer is kept, as it may be asked."""

from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import application
from application.indicators.catalogue import INDICATORS
from application.indicators.composition import Composition
from application.indicators.half_year import HalfYear
from application.indicators.reporting_periods import Kind, ReportingPeriod
from application.indicators.stock_and_flow import StockAndFlow
from application.indicators.target_completion import TargetCompletion
from application.kernel.answering.query import Query, is_kept
from application.read_models.duplicates import LikelyDuplicates
from application.read_models.late_entries import LateEntries
from application.read_models.short_employments import HowManyShort, ShortEmployments
from application.read_models.silent_stations import SilentStations
from tests.indicators.asking import asked

CITY = "440700"
BOOKS_CLOSED = "2005-01-05T23:59:59+08:00"


def questions() -> list[Query[Any]]:
    """As of the end of 2004, as known now and when the books of the year were closed."""
    return [each for known_at in (None, BOOKS_CLOSED) for each in _questions(known_at)]


def _questions(known_at: str | None) -> Iterator[Query[Any]]:
    year = asked("2004-12-31", known_at=known_at, level="street")
    period = ReportingPeriod(Kind.YEAR, date(2004, 12, 31))
    moment = datetime.fromisoformat(known_at) if known_at else None
    yield from (indicator.asked(year, {}) for indicator in INDICATORS.values())
    yield Composition(StockAndFlow(year), CITY)
    yield HalfYear(CITY, asked("2004-12-31", "2004-07-01", known_at))
    yield TargetCompletion(period, CITY, moment, opened=("440703",))
    yield LateEntries(date(2004, 1, 1), date(2004, 12, 31))
    yield LikelyDuplicates()
    yield SilentStations(date(2004, 12, 31))
    yield HowManyShort(ShortEmployments(date(2004, 1, 1), date(2004, 12, 31), date(2004, 12, 31)))


def kinds_of_questions() -> set[str]:
    """The name of every question of the application whose answer is kept."""
    found = set()
    for module in walk_packages(application.__path__, "application."):
        if module.name.startswith(("application.indicators", "application.read_models")):
            found |= {
                kind.__name__
                for kind in vars(import_module(module.name)).values()
                if isinstance(kind, type) and is_kept(kind)  # type: ignore[arg-type]
            }
    return found - {"HeadCount"}
