"""The worker: a registration and a timeline. Decides what may be recorded of a life."""

from dataclasses import replace
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from domain.kernel.aggregate import Aggregate, Draft
from domain.kernel.errors import DomainError
from domain.kernel.fact import DatedFact, Fact
from domain.worker import errors, events
from domain.worker.facts import WORKER_FACTS, PairFact, StepFact, WorkerFact
from domain.worker.timeline import Clash, Entry, Life, Rank, life_of


class Worker(Aggregate):
    """`details` are the registration as corrected; `entries` the dated facts by version;
    `ruled_out` the others that were found not to be this person, with the day of that."""

    follows = WorkerFact.__args__

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.details: dict[str, Any] = {}
        self.entries: dict[int, Entry] = {}
        self.void_since: date | None = None
        self.merged_into: UUID | None = None
        self.ruled_out: dict[UUID, date] = {}
        self._life: Life | None = None

    @property
    def exists(self) -> bool:
        return bool(self.entries)

    @property
    def counted(self) -> bool:
        """In the figures: neither void nor merged, able and willing (JM-2003 R1)."""
        return self.alive and self.details["able_to_work"] and self.details["willing_to_work"]

    @property
    def alive(self) -> bool:
        return self.void_since is None and self.merged_into is None

    @property
    def life(self) -> Life:
        if self._life is None:
            self._life = life_of(self.entries.values())
        return self._life

    def record_in_life(self, fact: DatedFact) -> None:
        """Record a fact if the life is still possible with it.

        Raises the refusal of the fact itself, or `LaterFactImpossible` naming the later fact
        that could not have happened; both say what they clash with.
        """
        self.refuse_unless_alive()
        trial = self.fork(Draft())
        trial.when(fact, self.draft.version + 1)
        try:
            trial._life = life_of(trial.entries.values())
        except Clash as clash:
            raise self._refusal(clash) from None
        self.record(fact)
        self._life = trial._life

    def _refusal(self, clash: Clash) -> DomainError:
        own = clash.entry.version not in self.entries or (
            clash.entry != self.entries[clash.entry.version]
        )
        other = clash.cause if own else clash.entry
        named = other and {
            "fact": other.fact,
            "effective_on": other.on.isoformat(),
            "version": other.version,
        }
        if own:
            clash.refusal.facts |= {"clashes_with": named} if named else {}
            return clash.refusal
        return errors.LaterFactImpossible(
            problem=clash.refusal.code, clashes_with=named, **clash.refusal.facts
        )

    def refuse_unless_alive(self) -> None:
        if self.void_since:
            raise errors.RegistrationIsVoid(void_since=self.void_since)
        if self.merged_into:
            raise errors.WorkerIsMerged(into=self.merged_into)

    def employment(self, started_on: date) -> Entry:
        """The live employment that began on a day. Raises `EmploymentNotFound`."""
        for job in self.life.employments:
            if job.start.on == started_on:
                return job.start
        known = [job.start.on.isoformat() for job in self.life.employments]
        raise errors.EmploymentNotFound(started_on=started_on, known=known)

    def employment_end(self, started_on: date) -> Entry | None:
        return next(job.end for job in self.life.employments if job.start.on == started_on)

    def when(self, fact: Fact, version: int) -> None:
        assert type(fact) in WORKER_FACTS
        self._take(fact, version)  # type: ignore[arg-type]
        self._life = None

    def _take(self, fact: WorkerFact, version: int) -> None:
        match fact:
            case events.WorkerRegistered():
                self.details = dict(vars(fact))
                del self.details["effective_on"], self.details["note"]
                self._enter(fact, version, Rank.REGISTRATION, station=fact.station)
            case _ if isinstance(fact, StepFact):
                self._take_step(fact, version)
            case events.WorkerCorrected():
                self._correct(fact)
            case events.EmploymentCorrected():
                self._correct_employment(fact, version)
            case events.EmploymentVoided():
                self._forget_employment(fact)
            case events.ClosingConfirmed():
                closing = self.entry(Rank.CLOSING, fact.closed_on)
                self.entries[closing.version] = replace(closing, confirmed=True)
            case events.RegistrationVoided():
                self.void_since = fact.effective_on
            case _:
                self._take_pair(fact)

    def _take_step(self, fact: StepFact, version: int) -> None:
        """A fact that is one step of the life."""
        match fact:
            case events.EmploymentStarted(kind=kind, counts_from=counts_from):
                self._enter(fact, version, Rank.START, kind=kind, counts_from=counts_from)
            case events.EmploymentEnded(reason=reason, started_on=started_on):
                self._enter(fact, version, Rank.END, reason=reason, started_on=started_on)
            case events.CaseTransferred(to_station=to_station):
                self._enter(fact, version, Rank.TRANSFER, station=to_station)
            case events.CaseClosed(reason=why):
                self._enter(fact, version, Rank.CLOSING, reason=why)
            case events.CaseReopened(reason=text):
                self._enter(fact, version, Rank.REOPENING, reason=text)
            case _:
                assert_never(fact)

    def _take_pair(self, fact: PairFact) -> None:
        """A fact about this registration and another; a merger taken back is a finding too."""
        match fact:
            case events.WorkerMerged(into=other):
                self.merged_into = other
            case events.WorkerUnmerged(into=other):
                self.merged_into = None
            case (
                events.DuplicateAbsorbed(duplicate=other)
                | events.DuplicateReleased(duplicate=other)
                | events.DuplicateRuledOut(other=other)
                | events.RuledOutAsDuplicate(other=other)
            ):
                pass
        self.ruled_out.pop(other, None)
        if not isinstance(fact, events.WorkerMerged | events.DuplicateAbsorbed):
            self.ruled_out[other] = fact.effective_on

    def entry(self, rank: Rank, on: date) -> Entry:
        """The last entry of a day: of two closings the one that no reopening of that day undid."""
        found = reversed(self.entries.values())
        return next(e for e in found if e.rank is rank and e.on == on)

    def _enter(self, fact: DatedFact, version: int, rank: Rank, **more: Any) -> None:
        self.entries[version] = Entry(fact.effective_on, rank, version, fact.stored_as, **more)

    def _correct(self, fact: events.WorkerCorrected) -> None:
        changed = fact.model_dump(
            exclude_none=True, exclude={"effective_on", "note", "reason", "registered_on"}
        )
        self.details |= changed
        registration = next(e for e in self.entries.values() if e.rank is Rank.REGISTRATION)
        self.entries[registration.version] = replace(
            registration,
            on=fact.registered_on or registration.on,
            station=fact.station or registration.station,
        )

    def _correct_employment(self, fact: events.EmploymentCorrected, version: int) -> None:
        start = self.entry(Rank.START, fact.started_on)
        end = self.employment_end(fact.started_on)
        self.entries[start.version] = replace(
            start, on=fact.effective_on, kind=fact.kind, counts_from=fact.counts_from
        )
        if end and end.started_on:
            end = self.entries[end.version] = replace(end, started_on=fact.effective_on)
        if fact.ended_on and end:
            reason = str(fact.end_reason or end.reason)
            self.entries[end.version] = replace(end, on=fact.ended_on, reason=reason)
        elif fact.ended_on:
            end = Entry(fact.ended_on, Rank.END, version, fact.stored_as)
            reason = str(fact.end_reason or "")
            self.entries[version] = replace(end, reason=reason, started_on=fact.effective_on)

    def _forget_employment(self, fact: events.EmploymentVoided) -> None:
        if fact.ended_on and (end := self.employment_end(fact.started_on)):
            del self.entries[end.version]
        del self.entries[self.entry(Rank.START, fact.started_on).version]
