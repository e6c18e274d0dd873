"""What can be wrong with the log, in the order in which it stands there."""

from dataclasses import dataclass, field
from enum import StrEnum

from application.kernel.integrity.chain import Link
from application.kernel.integrity.seal import Seal

MOST_KEPT = 100


class Wrong(StrEnum):
    DAMAGED = "file-damaged"
    NO_CHAIN = "no-chain"
    CHANGED = "fact-changed"
    REMOVED = "fact-removed"
    INSERTED = "fact-inserted"
    SWAPPED = "facts-swapped"
    MOVED = "fact-moved"
    ANSWER_CHANGED = "answer-changed"
    ANSWER_REMOVED = "answer-removed"
    ANSWER_INSERTED = "answer-inserted"
    LINK_CHANGED = "link-changed"
    LINK_REMOVED = "link-removed"
    TRUNCATED = "end-cut-off"
    REWRITTEN = "chain-rewritten"
    LINE_CHANGED = "line-changed"
    SEAL_BROKEN = "seal-broken"
    SEAL_REMOVED = "seal-removed"
    KEY_DIFFERS = "seal-of-another-key"


@dataclass(frozen=True, slots=True)
class Fault:
    """`position` is the first bad one; `other` a second that belongs to it: where the fact stands
    now, with which it was swapped, or up to which the fault reaches. `day` is that of the seal."""

    wrong: Wrong
    position: int
    other: int | None = None
    day: str | None = None


@dataclass(slots=True)
class Findings:
    """What a check has looked at and what was wrong, the first bad position first.

    Of many faults the first hundred are kept and all are counted.
    """

    facts: int = 0
    answers: int = 0
    origin: Link | None = None
    last_position: int = 0
    links: int = 0
    seals: list[Seal] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    faulty: int = 0

    def add(self, fault: Fault) -> None:
        self.faulty += 1
        if len(self.faults) < MOST_KEPT:
            self.faults.append(fault)

    def replace(self, fault: Fault, better: Fault) -> None:
        self.faults = [better if each is fault else each for each in self.faults]

    def settle(self) -> None:
        """Put the first bad position first; of one position what was found first."""
        self.faults.sort(key=lambda fault: fault.position)

    @property
    def sealed(self) -> Seal | None:
        """The last seal."""
        return self.seals[-1] if self.seals else None
