"""Every question that an engine can be asked: each indicator, each of its rule switches."""

import random
from collections.abc import Iterator
from typing import Any

import duckdb

from application.indicators.catalogue import INDICATORS
from application.indicators.period import Asked
from application.indicators.registered_unemployment import MET_BY
from application.indicators.switches import CATEGORY
from application.kernel.answering.query import Query
from application.tracker import CaseTracker
from domain.policy.book import parameter
from tests.indicators.asking import asked
from tests.indicators.extras import with_certificates, with_training
from tests.oracle.book import Line
from tests.oracle.histories import random_history

_OF_A_QUESTION = {switch.name: switch for switch in (CATEGORY, MET_BY)}
_AGES = (41, 45)


def lives(rng: random.Random, workers: int = 20) -> list[Line]:
    """Random lives with training and certificates."""
    return with_training(with_certificates(random_history(rng, workers=workers)))


def questions(rng: random.Random) -> Iterator[tuple[str, Query[dict[str, Any]]]]:
    """Each indicator by the rules in force, and by every other value of each of its switches."""
    for indicator in INDICATORS.values():
        yield f"{indicator.name} {(period := _period(rng))}", indicator.asked(period, {})
        for name in indicator.definition.rules:
            for value in _values(name):
                question = indicator.asked(period := _period(rng), {name: value})
                yield f"{indicator.name} {period} {name}={value}", question


def _values(name: str) -> tuple[str | int, ...]:
    switch = _OF_A_QUESTION.get(name) or parameter(name)
    return switch.choices or _AGES


def _period(rng: random.Random) -> Asked:
    year, month = rng.choice((2003, 2004, 2004, 2005)), rng.choice((1, 3, 6, 9, 12))
    known = f"{rng.choice((2003, 2004, 2005))}-{rng.choice(('04', '07', '10'))}-05T12:00:00+08:00"
    return asked(
        f"{year}-{month:02}-{rng.choice((10, 15, 30))}",
        rng.choice((None, None, f"{year - 1}-01-01")),
        rng.choice((None, known)),
        rng.choice(("city", "county", "street", "community")),
    )


def without_engine(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "engine"}


def counted(tracker: CaseTracker, **on: Any) -> dict[str, Any]:
    """The re-employment rate at the end of 2004, by street."""
    return tracker.ask(
        INDICATORS["reemployment-rate"].asked(asked("2004-12-31", level="street"), {}), **on
    )


def in_the_file(ledger, what="position"):
    with duckdb.connect(str(ledger.engines.file), read_only=True) as file:
        return file.execute(f"SELECT {what} FROM fed").fetchall()[0][0]
