"""The policy book: every number of the rules, by date, with its reference."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from domain.kernel.errors import DomainError, Refusal
from domain.kernel.fact import DatedFact
from domain.policy.parameters import PARAMETERS, Parameter


class ParameterSet(DatedFact):
    """A rule took another value from `effective_on` on."""

    stored_as = "policy.parameter_set"
    command = "set-parameter"

    note: str | None = None  # on no person
    name: str
    value: str
    reference: str


class ParameterUnknown(DomainError):
    code = "parameter-unknown"
    sort = Refusal.MALFORMED
    field = "name"


class ParameterOutOfBounds(DomainError):
    code = "parameter-out-of-bounds"
    sort = Refusal.MALFORMED
    field = "value"


@dataclass(frozen=True, slots=True, order=True)
class Ruling:
    """The value of a parameter from a day on. Of one day, the last one recorded holds."""

    since: date
    value: int | str = field(compare=False)
    reference: str = field(compare=False)


def _opened() -> dict[str, list[Ruling]]:
    return {p.name: [Ruling(date.min, p.opening, p.reference)] for p in PARAMETERS}


@dataclass(slots=True)
class PolicyBook:
    """Rulings of every parameter in order of the day from which they hold."""

    rulings: dict[str, list[Ruling]] = field(default_factory=_opened)

    def on(self, name: str, day: date) -> Ruling:
        """The ruling that holds on a day. Raises `KeyError` for a name not in the book."""
        rulings = self.rulings[name]
        return rulings[bisect_right(rulings, day, key=lambda ruling: ruling.since) - 1]

    def number(self, name: str, day: date) -> int:
        return int(self.on(name, day).value)

    def take(self, fact: ParameterSet) -> None:
        ruling = Ruling(
            fact.effective_on, parameter(fact.name).reads(fact.value) or 0, fact.reference
        )
        rulings = self.rulings[fact.name]
        rulings.insert(bisect_right(rulings, ruling), ruling)

    def fork(self) -> "PolicyBook":
        return PolicyBook({name: list(rulings) for name, rulings in self.rulings.items()})


_BY_NAME = {p.name: p for p in PARAMETERS}


def parameter(name: str) -> Parameter:
    """The definition of a parameter. Raises `ParameterUnknown`, naming those there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise ParameterUnknown(name=name, known=sorted(_BY_NAME)) from None


def parameter_set(
    name: str, value: str, reference: str, on: date, note: str | None
) -> ParameterSet:
    """Decide a change of a rule. Raises `ParameterUnknown`, `ParameterOutOfBounds`."""
    wanted = parameter(name)
    if wanted.reads(value) is None:
        raise ParameterOutOfBounds(name=name, value=value, bounds=wanted.bounds)
    return ParameterSet(name=name, value=value, reference=reference, effective_on=on, note=note)
