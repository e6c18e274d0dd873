"""Both databases give the same answer to every question on one log, in the same order."""

from collections.abc import Iterator
from inspect import getmembers, isclass
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from application import indicators, read_models
from application.indicators.head_count import HeadCount
from application.kernel.answering.paging import Page
from application.kernel.database import PostgreSQL
from application.tracker import CaseTracker
from tests.postgres import Server
from tests.same_answers.ledgers import ledgers as one_log
from tests.same_answers.questions import questions

Ledgers = tuple[CaseTracker, CaseTracker]


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[Ledgers]:
    folder: Path = tmp_path_factory.mktemp("ledgers")
    with server.fresh() as url, one_log(folder, PostgreSQL(url, folder)) as both:
        yield both


def kinds_of_questions() -> Iterator[type[Any]]:
    """Every class of the read models and indicators that has an answer."""
    for package in (read_models, indicators):
        for found in iter_modules(package.__path__, f"{package.__name__}."):
            module = __import__(found.name, fromlist=["*"])
            for _, kind in getmembers(module, isclass):
                if kind.__module__ == found.name and hasattr(kind, "answer"):
                    yield kind


def told(ledger: CaseTracker, question: Any) -> Any:
    """An answer without its cursor, which is sealed anew each time: whether there is one."""
    answer = ledger.ask(question)
    if isinstance(answer, Page):
        return answer.items, answer.cursor is not None
    return answer


def test_every_question_has_the_same_answer(ledgers: Ledgers):
    embedded, served = ledgers
    asked = list(questions(embedded))
    differing = [each for each in asked if told(embedded, each) != told(served, each)]
    assert differing == []
    assert set(map(type, asked)) == set(kinds_of_questions()) - {HeadCount}


def test_live_is_rebuilt(ledgers: Ledgers):
    _, served = ledgers
    assert served.verify() == []
    served.rebuild()
    assert served.verify() == []
