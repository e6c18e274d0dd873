"""Facts that arrive late: each is checked by folding all facts again in effective order."""

from collections.abc import Callable

from domain.kernel.errors import DomainError
from domain.kernel.fact import DatedFact


class Impossible(Exception):
    """In effective order, `fact` could not have happened."""

    def __init__(self, refusal: DomainError, fact: DatedFact) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.fact = fact


def check(
    fold: Callable[[], object], fact: DatedFact, later: type[DomainError], **facts: str
) -> None:
    """Fold all facts together with a new one.

    Raises the refusal of the new fact itself, or `later` naming the fact of another day that
    could not have happened with it.
    """
    try:
        fold()
    except Impossible as met:
        if met.fact is fact:
            raise met.refusal from None
        named = {"fact": met.fact.stored_as, "effective_on": met.fact.effective_on.isoformat()}
        raise later(problem=met.refusal.code, clashes_with=named, **facts) from None
