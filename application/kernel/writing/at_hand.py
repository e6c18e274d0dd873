"""Cases, claims and rules that were taken down or written stay at hand from command to command.

They hold as of a position of the log. What others have written since is taken in, so nothing
stale decides a command; and the log's own check of versions has the last word.
"""

from collections import ChainMap, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from application.kernel.case import Case
from application.kernel.claims import Claim, replayed
from application.kernel.log.packing import Recorded
from application.kernel.log.register import Addition, Register
from application.kernel.writing.rules_in_force import RULE_STREAMS, Rules, rules_of
from domain.erasure.erasures import WorkerErased
from domain.kernel.fact import Fact

MOST_FACTS = 20_000
"""Facts of cases at hand: some two thousand people, in some tens of megabytes."""
MOST_CLAIMS = 20_000
_MOST_NEWER = 1_000
"""When others wrote more facts than this, everything is let go."""
_BY_STREAM = attrgetter("stream")

Histories = Mapping[UUID, Sequence[Recorded]]
"""Every fact of some streams, as they are in the log."""


class AtHand:
    """For one thread at a time; what was used last is kept, up to `most` facts."""

    def __init__(self, register: Register, most: int = MOST_FACTS) -> None:
        self.register = register
        self.most = most
        self._position = -1
        self._facts = 0
        self._cases: OrderedDict[UUID, Case] = OrderedDict()
        self._histories: dict[UUID, Sequence[Recorded]] = {}
        self._claims: OrderedDict[UUID, Claim] = OrderedDict()
        self._rules: Rules | None = None

    def look(self, position: int) -> None:
        """Take in what others have written up to the position of the log."""
        if position - self._position > _MOST_NEWER:
            self.forget()
        elif position > self._position:
            newer = self.register.newer(self._position, position, self._has)
            for stream, facts in groupby(sorted(newer, key=_BY_STREAM), key=_BY_STREAM):
                self._take_in(stream, list(facts))
        self._position = position

    def forget(self) -> None:
        """Let everything go."""
        self._facts = 0
        self._cases.clear()
        self._histories.clear()
        self._claims.clear()
        self._rules = None

    @property
    def rules(self) -> Rules:
        """The rules that are in force."""
        if self._rules is None:
            self._rules = rules_of(self.register)
        return self._rules

    def case(self, worker: UUID) -> Case:
        return self.cases([worker])[worker]

    def cases(self, workers: Sequence[UUID]) -> dict[UUID, Case]:
        """The case files as they stand, without facts where there are none.

        Those that are not at hand are asked for together.
        """
        found = {worker: self._cases[worker] for worker in workers if worker in self._cases}
        for worker in found:
            self._cases.move_to_end(worker)
        unknown = [worker for worker in workers if worker not in found]
        for worker, history in self.several(unknown).items():
            last = history[-1].envelope.recorded_at if history else 0
            found[worker] = Case(worker, [each.fact for each in history], last)
            if history:
                self._keep(found[worker], history)
        return found

    def several(self, streams: Sequence[UUID]) -> dict[UUID, list[Recorded]]:
        """The facts of each of the streams, in order."""
        return self.register.several(streams)

    def claim(self, stream: UUID) -> Claim:
        return self.claims([stream])[stream]

    def claims(self, streams: Sequence[UUID]) -> dict[UUID, Claim]:
        """Claims as they stand; those that are not at hand are asked for together."""
        found = {stream: self._claims[stream] for stream in streams if stream in self._claims}
        unknown = [stream for stream in streams if stream not in found]
        for stream, history in self.several(unknown).items():
            found[stream] = replayed(Claim(stream), history)
            self._keep_claim(found[stream])
        return found

    def take(
        self,
        additions: Sequence[Addition],
        cases: Mapping[UUID, Case],
        claims: Mapping[UUID, Claim],
        position: int,
    ) -> Histories:
        """Keep what was saved just now, its last fact at a position; return whole histories of it
        and of what else is at hand.

        Who was erased is not kept: the facts here tell what the log does not tell any more.
        """
        first = at = position - sum(len(each.facts) for each in additions)
        told: dict[UUID, Sequence[Recorded]] = {}
        erased = {each.stream for each in additions if _erase(each.facts)}
        for addition in additions:
            new = _recorded(addition, at)
            at += len(new)
            before = told.get(addition.stream) or self._histories.get(addition.stream, ())
            told[addition.stream] = [*before, *new] if len(before) == addition.version - 1 else ()
        for stream, history in told.items():
            self._let_go(stream)
            if claim := claims.get(stream):
                self._keep_claim(claim)
            elif history and stream in cases and stream not in erased:
                self._keep(cases[stream], history)
        if first == self._position:
            self._position = position
        own = {s: told[s] for s in cases.keys() & told.keys() - erased if told[s]}
        return ChainMap(own, self._histories)

    def _has(self, stream: UUID) -> bool:
        return stream in self._histories or stream in self._claims or stream in RULE_STREAMS

    def _take_in(self, stream: UUID, facts: Sequence[Recorded]) -> None:
        """Facts that others wrote of what is at hand; own ones may be among them."""
        if stream in RULE_STREAMS:
            self._rules = None
        elif claim := self._claims.get(stream):
            self._claims[stream] = replayed(claim, facts)
        else:
            case, history = self._cases[stream], self._histories[stream]
            self._let_go(stream)
            new = [each for each in facts if each.version > len(history)]
            if not _erase(each.fact for each in new):
                last = new[-1].envelope.recorded_at if new else case.last_recorded_at
                self._keep(case.after([each.fact for each in new], last), [*history, *new])

    def _keep(self, case: Case, history: Sequence[Recorded]) -> None:
        if len(history) > self.most:
            return
        self._cases[case.id] = case
        self._histories[case.id] = history
        self._facts += len(history)
        while self._facts > self.most:
            self._let_go(next(iter(self._cases)))

    def _keep_claim(self, claim: Claim) -> None:
        self._claims[claim.stream] = claim
        if len(self._claims) > MOST_CLAIMS:
            self._claims.popitem(last=False)

    def _let_go(self, stream: UUID) -> None:
        if stream in RULE_STREAMS:
            self._rules = None
        self._claims.pop(stream, None)
        self._cases.pop(stream, None)
        self._facts -= len(self._histories.pop(stream, ()))


def _recorded(addition: Addition, after: int) -> list[Recorded]:
    """The facts of an addition at the positions behind another."""
    return [
        Recorded(after + nth, addition.stream, addition.version + nth - 1, addition.envelope, fact)
        for nth, fact in enumerate(addition.facts, 1)
    ]


def _erase(facts: Iterable[Fact]) -> bool:
    return any(isinstance(fact, WorkerErased) for fact in facts)
