"""The rules that an indicator counts by on a day, each with its reference and what it could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from application.indicators.registered_unemployment import MET_BY
from application.indicators.switches import CATEGORY
from application.kernel.answering.query import Sight
from application.kernel.clock import microseconds
from domain.policy.book import parameter
from domain.policy.parameters import Parameter

_OF_A_QUESTION = {switch.name: switch for switch in (CATEGORY, MET_BY)}
"""Switches for which the policy book has no value."""


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """`since` is the day from which the value holds; None where it always did."""

    parameter: Parameter
    value: int | str
    reference: str
    since: date | None


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """Raises `ParameterUnknown`."""

    names: Sequence[str]
    day: date
    known_at: datetime | None = None

    def answer(self, sight: Sight) -> list[RuleInForce]:
        policy = sight.policy(None if self.known_at is None else microseconds(self.known_at))
        found = []
        for name in self.names:
            switch = _OF_A_QUESTION.get(name)
            if switch:
                found.append(RuleInForce(switch, switch.opening, switch.reference, None))
                continue
            ruling = policy.on(parameter(name).name, self.day)
            since = None if ruling.since == date.min else ruling.since
            found.append(RuleInForce(parameter(name), ruling.value, ruling.reference, since))
        return found
