"""Cases and claims that were taken down or written stay at hand from one command to the next.

They hold as of a position of the log. What others have touched since is let go, so nothing stale
decides a command; and the log's own check of versions has the last word.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from application.kernel.case import Case
from application.kernel.claims import Claim, replayed
from application.kernel.packing import Recorded
from application.kernel.register import Addition, Register
from domain.erasure.erasures import WorkerErased

MOST_FACTS = 20_000
"""Facts of cases at hand: some two thousand people, in some tens of megabytes."""
MOST_CLAIMS = 20_000
_MOST_TOUCHED = 1_000
"""When others wrote more facts than this, everything is let go."""

Histories = Mapping[UUID, Sequence[Recorded]]
"""Every fact of some streams, as they are in the log."""


class TakenDown(NamedTuple):
    case: Case
    history: Sequence[Recorded]


class AtHand:
    """For one thread at a time; what was used last is kept, up to `most` facts."""

    def __init__(self, register: Register, most: int = MOST_FACTS) -> None:
        self.register = register
        self.most = most
        self._position = -1
        self._facts = 0
        self._cases: OrderedDict[UUID, TakenDown] = OrderedDict()
        self._claims: OrderedDict[UUID, Claim] = OrderedDict()

    def look(self) -> int:
        """Let go of what others have touched; return the position that all is of."""
        position = self.register.position()
        if position == self._position:
            return position
        touched = self.register.touched(self._position, _MOST_TOUCHED)
        if len(touched) == _MOST_TOUCHED:
            self.forget()
        for _, stream, _ in touched:
            self._let_go(stream)
        self._position = position
        return position

    def forget(self) -> None:
        """Let everything go."""
        self._facts = 0
        self._cases.clear()
        self._claims.clear()

    def case(self, worker: UUID) -> Case:
        """The case file as it stands; without facts where there is none."""
        taken = self._cases.get(worker)
        if taken is None:
            history = self.register.stream(worker)
            last = history[-1].envelope.recorded_at if history else 0
            taken = TakenDown(Case(worker, [each.fact for each in history], last), history)
            if history:
                self._keep(worker, taken)
        else:
            self._cases.move_to_end(worker)
        return taken.case

    def claim(self, stream: UUID) -> Claim:
        return self.claims([stream])[stream]

    def claims(self, streams: Sequence[UUID]) -> dict[UUID, Claim]:
        """Claims as they stand; those that are not at hand are asked for together."""
        found = {stream: self._claims[stream] for stream in streams if stream in self._claims}
        unknown = [stream for stream in streams if stream not in found]
        for stream, history in self.register.several(unknown).items():
            found[stream] = replayed(stream, (each.fact for each in history))
            self._keep_claim(found[stream])
        return found

    def take(
        self,
        additions: Sequence[Addition],
        cases: Mapping[UUID, Case],
        claims: Mapping[UUID, Claim],
        position: int,
    ) -> Histories:
        """Keep what was saved just now, its last fact at a position; return whole histories of it.

        Who was erased is not kept: the facts here tell what the log does not tell any more.
        """
        first = at = position - sum(len(each.facts) for each in additions)
        told: dict[UUID, Sequence[Recorded]] = {}
        erased = {each.stream for each in additions if _erases(each)}
        for addition in additions:
            new = _recorded(addition, at)
            at += len(new)
            before = told.get(addition.stream) or self._history(addition.stream)
            told[addition.stream] = [*before, *new] if len(before) == addition.version - 1 else ()
        for stream, history in told.items():
            self._let_go(stream)
            if claim := claims.get(stream):
                self._keep_claim(claim)
            elif history and stream in cases and stream not in erased:
                self._keep(stream, TakenDown(cases[stream], history))
        if first == self._position:
            self._position = position
        return {s: told[s] for s in cases.keys() & told.keys() - erased if told[s]}

    def _history(self, stream: UUID) -> Sequence[Recorded]:
        taken = self._cases.get(stream)
        return taken.history if taken else ()

    def _keep(self, worker: UUID, taken: TakenDown) -> None:
        if len(taken.history) > self.most:
            return
        self._cases[worker] = taken
        self._facts += len(taken.history)
        while self._facts > self.most:
            self._let_go(next(iter(self._cases)))

    def _keep_claim(self, claim: Claim) -> None:
        self._claims[claim.stream] = claim
        if len(self._claims) > MOST_CLAIMS:
            self._claims.popitem(last=False)

    def _let_go(self, stream: UUID) -> None:
        self._claims.pop(stream, None)
        if taken := self._cases.pop(stream, None):
            self._facts -= len(taken.history)


def _recorded(addition: Addition, after: int) -> list[Recorded]:
    """The facts of an addition at the positions behind another."""
    return [
        Recorded(after + nth, addition.stream, addition.version + nth - 1, addition.envelope, fact)
        for nth, fact in enumerate(addition.facts, 1)
    ]


def _erases(addition: Addition) -> bool:
    return any(isinstance(fact, WorkerErased) for fact in addition.facts)
