"""A worker's case file: one stream, on which several aggregates stand."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from domain.assistance.applications import Applications
from domain.certificate.certificates import Certificates
from domain.erasure.erasures import Erasure
from domain.follow_up.follow_ups import FollowUpRecorded
from domain.kernel.aggregate import Aggregate, Draft
from domain.kernel.fact import DatedFact, Fact
from domain.training.trainings import Trainings
from domain.worker.worker import Worker

A = TypeVar("A", bound=Aggregate)
_BESIDE_LIFE = (
    *Applications.follows,
    *Certificates.follows,
    *Trainings.follows,
    FollowUpRecorded,
)


class Case:
    """`facts` are those in the log, `draft` those of the present sitting."""

    def __init__(self, id: UUID, facts: Sequence[Fact] = (), last_recorded_at: int = 0) -> None:
        self.id = id
        self.facts = list(facts)
        self.last_recorded_at = last_recorded_at
        self.draft = Draft(len(self.facts))
        self._aggregates: dict[type[Aggregate], Aggregate] = {}

    @property
    def version(self) -> int:
        return self.draft.version

    @property
    def worker(self) -> Worker:
        return self._standing(Worker)

    @property
    def applications(self) -> Applications:
        return self._standing(Applications)

    @property
    def certificates(self) -> Certificates:
        return self._standing(Certificates)

    @property
    def trainings(self) -> Trainings:
        return self._standing(Trainings)

    @property
    def erasure(self) -> Erasure:
        return self._standing(Erasure)

    def first_beside_life(self) -> tuple[int, DatedFact] | None:
        """The earliest fact, with its version, that asks for a registration and is none of life."""
        found = (
            (version, fact)
            for version, fact in enumerate(self.facts, 1)
            if isinstance(fact, _BESIDE_LIFE)
        )
        return min(found, key=lambda each: each[1].effective_on, default=None)

    def record(self, fact: Fact) -> None:
        """Record a fact that no aggregate decides."""
        self.draft.add(fact)

    def _standing(self, kind: type[A]) -> A:
        standing = self._aggregates.get(kind)
        if standing is None:
            standing = self._aggregates[kind] = kind(self.draft).replay(self.facts)
        return standing  # type: ignore[return-value]

    def after(self, facts: Sequence[Fact], last_recorded_at: int) -> "Case":
        """The case once more facts are in the log."""
        twin = self.fork()
        for version, fact in enumerate(facts, self.version + 1):
            for standing in twin._aggregates.values():
                if isinstance(fact, standing.follows):
                    standing.when(fact, version)
        twin.facts = [*self.facts, *facts]
        twin.last_recorded_at = last_recorded_at
        twin.draft.version += len(facts)
        return twin

    def fork(self) -> "Case":
        """A copy to work on, thrown away when the command is refused."""
        twin = Case.__new__(Case)
        twin.id = self.id
        twin.facts = self.facts
        twin.last_recorded_at = self.last_recorded_at
        twin.draft = Draft(self.version)
        twin._aggregates = {k: a.fork(twin.draft) for k, a in self._aggregates.items()}
        return twin

    def settle(self, recorded_at: int) -> list[Fact]:
        """Take the draft into the facts; return what was new."""
        new = self.draft.facts
        self.facts = self.facts + new
        self.draft.facts = []
        if new:
            self.last_recorded_at = recorded_at
        return new
