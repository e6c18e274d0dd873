"""The streams on the whole ledger, and the rules that are in force by those of policy and units."""

from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from application.kernel.log.register import Register
from domain.policy.book import ParameterSet, PolicyBook
from domain.unit.units import UnitsLoaded, UnitTree

NAMESPACE = uuid5(NAMESPACE_URL, "taizhang")
POLICY = uuid5(NAMESPACE, "policy")
UNITS = uuid5(NAMESPACE, "units")
TARGETS = uuid5(NAMESPACE, "targets")
FIGURES = uuid5(NAMESPACE, "figures")
LEDGER_STREAMS = (POLICY, UNITS, TARGETS, FIGURES)
RULE_STREAMS = (POLICY, UNITS)


@dataclass(slots=True)
class Rules:
    """The policy book and the units, as of versions of their streams."""

    policy: PolicyBook = field(default_factory=PolicyBook)
    units: UnitTree = field(default_factory=UnitTree)
    versions: tuple[int, int] = (0, 0)


def rules_of(register: Register, known: Rules | None = None) -> Rules:
    """The rules that hold now; `known` is returned when nothing was added to it."""
    versions = (register.version(POLICY), register.version(UNITS))
    if known and known.versions == versions:
        return known
    rules = Rules(versions=versions)
    for recorded in register.stream(POLICY):
        if isinstance(recorded.fact, ParameterSet):
            rules.policy.take(recorded.fact)
    for recorded in register.stream(UNITS):
        if isinstance(recorded.fact, UnitsLoaded):
            rules.units.take(recorded.fact)
    return rules
