"""Every indicator of the ledger: what it means, and how it is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from application.indicators import (
    certificates,
    net_new_jobs,
    reemployment_rate,
    registered_unemployment,
    stock_and_flow,
    training,
)
from application.indicators.definition import Definition
from application.indicators.head_count import HeadCount
from application.indicators.net_new_jobs import NetNewJobs
from application.indicators.period import Asked
from application.indicators.registered_unemployment import RegisteredUnemploymentRate
from application.indicators.switches import refuse_unknown
from application.kernel.answering.query import Query

Answer = dict[str, Any]
"""indicator, rule_set, rules, from, as_of, known_at, position, rows (contract §4)."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A declaration from which pages, API and command line are drawn."""

    definition: Definition
    question: Callable[[Asked, Mapping[str, str | int]], Query[Answer]]

    @property
    def name(self) -> str:
        return self.definition.name

    def asked(self, asked: Asked, switches: Mapping[str, str | int]) -> Query[Answer]:
        """The question. Raises `ParameterUnknown` for a switch that the indicator has not.

        A value out of bounds is refused with `ParameterOutOfBounds` when it is answered.
        """
        refuse_unknown(switches, self.definition.rules)
        return self.question(asked, switches)

    @property
    def counted(self) -> type[HeadCount] | None:
        """The question, where each of its cells can be opened as `ExplainCount` opens it."""
        question = self.question
        if isinstance(question, type) and issubclass(question, HeadCount):
            return question
        return None

    @property
    def reported(self) -> type[RegisteredUnemploymentRate | NetNewJobs] | None:
        """The question, where its rows rest on reports as `ExplainFigures` lists them."""
        question = self.question
        if question is RegisteredUnemploymentRate or question is NetNewJobs:
            return question
        return None


_ALL = (
    Indicator(reemployment_rate.DEFINITION, reemployment_rate.ReemploymentRate),
    Indicator(stock_and_flow.DEFINITION, stock_and_flow.StockAndFlow),
    Indicator(training.DEFINITION, training.Training),
    Indicator(certificates.DEFINITION, certificates.Certificates),
    Indicator(registered_unemployment.DEFINITION, RegisteredUnemploymentRate),
    Indicator(net_new_jobs.DEFINITION, NetNewJobs),
)
INDICATORS: Mapping[str, Indicator] = MappingProxyType({i.name: i for i in _ALL})
