"""What a sitting has taken down from the ledger: cases, claims and rules as they stand now.

One command takes a few cases down and puts them back; an import keeps everything on the shelf
until its one save. A refused command leaves no trace here.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from application.kernel.case import Case
from application.kernel.claims import Claim, Claimed, claim_stream
from application.kernel.clock import new_id
from application.kernel.keys.keyring import Keyring
from application.kernel.log.log import Answer
from application.kernel.log.packing import Envelope, stream_of
from application.kernel.log.register import Addition, Register, Stored
from application.kernel.writing.at_hand import AtHand, Histories
from application.kernel.writing.rules_in_force import Rules
from domain.kernel.fact import Fact
from domain.policy.book import ParameterSet


class Written(NamedTuple):
    """Additions in order, and each answer with the count of facts up to and with its own."""

    additions: list[Addition | Stored]
    answers: list[tuple[Answer, int]]


class Shelf:
    """`new_worker` gives the id of somebody who is not on the ledger yet; `at_hand` is where
    cases and claims are taken from, and put back after a save."""

    def __init__(
        self,
        register: Register,
        key: bytes,
        rules: Rules,
        keys: Keyring | None = None,
        new_worker: Callable[[], UUID] | None = None,
        at_hand: AtHand | None = None,
    ) -> None:
        self.register = register
        self.new_worker = new_worker or (keys.reserved if keys else new_id)
        self._reserving = keys if keys and not new_worker else None
        self.keys = keys
        self.key = key
        self.policy = rules.policy
        self.units = rules.units
        self.written = Written([], [])
        self._at_hand = at_hand or AtHand(register, most=0)
        self._facts = 0
        self._cases: dict[UUID, Case] = {}
        self._claims: dict[UUID, Claim] = {}
        self._streams: dict[tuple[Claimed, str], UUID] = {}
        self._versions: dict[UUID, int] = {}
        self._answers: dict[UUID, Answer | None] = {}

    def require_people(self) -> None:
        """Raises `PeopleLocked`: nothing is recorded of people whose names cannot be read."""
        if self.keys:
            self.keys.require_open()

    def in_plain(self, worker: UUID) -> bool:
        """Whether something personal of a worker was recorded before there were keys."""
        return self.keys is not None and self.register.in_plain(worker)

    def case(self, worker: UUID) -> Case:
        """The case file as it stands; without facts where there is none."""
        case = self._cases.get(worker)
        if case is None:
            case = self._cases[worker] = self._at_hand.case(worker)
        return case

    def fresh_case(self, worker: UUID) -> Case:
        """A case for an id that was made just now and so is in no log."""
        return self._cases.setdefault(worker, Case(worker))

    def claim(self, claimed: Claimed, value: str) -> Claim:
        stream = self._stream((claimed, value))
        claim = self._claims.get(stream)
        if claim is None:
            claim = self._claims[stream] = self._at_hand.claim(stream)
        return claim

    def version(self, stream: UUID) -> int:
        if stream not in self._versions:
            self._versions[stream] = self.register.version(stream)
        return self._versions[stream]

    def answer(self, command_id: UUID) -> Answer | None:
        if command_id not in self._answers:
            self.look_up([command_id])
        return self._answers[command_id]

    def look_up(self, command_ids: Sequence[UUID]) -> None:
        """Take the answers of many commands down at once."""
        unknown = [each for each in command_ids if each not in self._answers]
        found = self.register.answers(unknown)
        self._answers.update((each, found.get(each)) for each in unknown)

    def look_up_named(self, named: Iterable[tuple[Claimed, str] | UUID]) -> None:
        """Take the claims on many numbers, and the cases of those who hold them or are named
        themselves, down at once."""
        claims, workers = [], []
        for each in dict.fromkeys(named):
            if isinstance(each, UUID):
                workers.append(each)
            else:
                claims.append(self._stream(each))
        unknown = [stream for stream in claims if stream not in self._claims]
        self._claims.update(self._at_hand.claims(unknown))
        self._reserve(claims)
        workers += [holder for stream in claims if (holder := self._claims[stream].holder)]
        unknown = [worker for worker in dict.fromkeys(workers) if worker not in self._cases]
        self._cases.update(self._at_hand.cases(unknown))

    def _reserve(self, claims: Sequence[UUID]) -> None:
        """Numbers that nobody has are mostly those of people who are to be registered."""
        if self._reserving and not self._reserving.locked:
            self._reserving.reserve(sum(not self._claims[stream].holder for stream in claims))

    def _stream(self, named: tuple[Claimed, str]) -> UUID:
        """Asked twice by most commands; remembered no longer than what is on the shelf."""
        stream = self._streams.get(named)
        if stream is None:
            stream = self._streams[named] = claim_stream(self.key, *named)
        return stream

    def take_case(self, case: Case, envelope: Envelope) -> int:
        """Put a case back with what its draft added; return how many facts those are."""
        new = case.settle(envelope.recorded_at)
        self._cases[case.id] = case
        return self._add(case.id, case.version - len(new) + 1, envelope, new)

    def take_claim(self, claim: Claim, facts: list[Fact], envelope: Envelope) -> None:
        first = claim.version + 1
        for fact in facts:
            claim = claim.after(fact)
        self._claims[claim.stream] = claim
        self._add(claim.stream, first, envelope, facts)

    def take_fact(self, stream: UUID, fact: Fact, envelope: Envelope) -> None:
        """Add a fact on the whole ledger: a rule, a target, a figure."""
        self._versions[stream] = self.version(stream) + 1
        if isinstance(fact, ParameterSet):
            self.policy = self.policy.fork()
            self.policy.take(fact)
        self._add(stream, self._versions[stream], envelope, [fact])

    def take_answer(self, answer: Answer) -> None:
        self._answers[answer.command_id] = answer
        self.written.answers.append((answer, self._facts))

    @property
    def looked_at(self) -> set[UUID]:
        """The streams that anything here rests on."""
        return self._cases.keys() | self._claims.keys() | self._versions.keys()

    def take_stored(self, stored: Iterable[Stored], answers: Iterable[tuple[Answer, int]]) -> None:
        """What others decided, to be saved behind what is here; it is looked up where it counts."""
        for stream in (stream_of(each.stream) for each in stored if self._cases or self._claims):
            self._cases.pop(stream, None)
            self._claims.pop(stream, None)
        for answer, facts in answers:
            self._answers[answer.command_id] = answer
            self.written.answers.append((answer, self._facts + facts))
        self.written.additions.extend(stored)
        self._facts += sum(len(each.facts) for each in stored)

    def saved(self, position: int) -> Histories:
        """All is in the log, the last fact at a position; return the histories that are whole.

        None are where others have decided: they are in the log.
        """
        own = [each for each in self.written.additions if isinstance(each, Addition)]
        if len(own) < len(self.written.additions):
            return {}
        return self._at_hand.take(own, self._cases, self._claims, position)

    def _add(self, stream: UUID, version: int, envelope: Envelope, facts: list[Fact]) -> int:
        if facts:
            self.written.additions.append(Addition(stream, version, envelope, facts))
            self._facts += len(facts)
        return len(facts)
