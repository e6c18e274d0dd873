"""Who acts, with which rights, over which part of the city."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from domain.kernel.errors import DomainError, Refusal


class Right(StrEnum):
    WRITE_CASES = "write_cases"
    REVIEW_CASES = "review_cases"
    SET_RULES = "set_rules"


class RightMissing(DomainError):
    code = "right-missing"
    sort = Refusal.FORBIDDEN


class OutsideArea(DomainError):
    code = "outside-area"
    sort = Refusal.FORBIDDEN


class Signature(NamedTuple):
    """Who stands under a record: a name, and the unit for which it was made."""

    name: str
    station: str | None


@dataclass(frozen=True, slots=True)
class Actor:
    """`area` is the unit whose people the actor may work on; None is the whole city."""

    name: str
    area: str | None
    rights: frozenset[Right]

    @property
    def signature(self) -> Signature:
        return Signature(self.name, self.area)

    def require(self, right: Right) -> None:
        if right not in self.rights:
            raise RightMissing(right=right)


def operator(name: str) -> Actor:
    """Whoever works at the machine itself, on the command line."""
    return Actor(name, None, frozenset(Right))
