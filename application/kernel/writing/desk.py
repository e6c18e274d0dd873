"""One command at work: what it may look at, and what it wants recorded.

Nothing that a handler does at the desk is kept unless the whole command is accepted.
"""

from datetime import date, datetime
from uuid import UUID

from application.kernel.actors import Actor, OutsideArea, Signature
from application.kernel.case import Case
from application.kernel.claims import Claimed
from application.kernel.clock import day_of, microseconds
from application.kernel.log.packing import Envelope
from application.kernel.writing.shelf import Shelf
from domain.kernel.claim import ClaimReleased, ClaimTaken
from domain.kernel.errors import DomainError, Refusal
from domain.kernel.fact import Fact
from domain.policy.book import PolicyBook
from domain.unit.units import STATION_LEVELS, Unit, UnitTree, UnitUnknown
from domain.worker.errors import (
    BeforeRegistration,
    DayInTheFuture,
    NotAStation,
    UnitNotInForce,
    WorkerNotFound,
)


class RecordedBackwards(DomainError):
    """Per worker `recorded_at` never goes backwards (contract §2)."""

    code = "recorded-backwards"
    sort = Refusal.MALFORMED
    field = "recorded_at"


class RecordedInTheFuture(DomainError):
    code = "recorded-in-the-future"
    sort = Refusal.MALFORMED
    field = "recorded_at"


class StaleVersion(DomainError):
    """Somebody was first: the case is not at the version that was seen."""

    code = "stale-version"
    sort = Refusal.STALE


class Desk:
    """`recorded_at` and `signed` are given in history files alone; else clock and actor say it."""

    def __init__(
        self,
        shelf: Shelf,
        by: Actor,
        now: datetime,
        recorded_at: datetime | None = None,
        expected_version: int | None = None,
        signed: Signature | None = None,
    ) -> None:
        self.by, self.shelf = by, shelf
        self.signature = signed or by.signature
        self.recorded_at = recorded_at or now
        self.today: date = day_of(now)
        self._given = recorded_at is not None
        self._expected_version = expected_version
        self._cases: dict[UUID, Case] = {}
        self._claims: list[tuple[Claimed, str, Fact]] = []
        self._facts: list[tuple[UUID, Fact]] = []
        if self.recorded_at > now:
            raise RecordedInTheFuture(recorded_at=self.recorded_at.isoformat())

    @property
    def policy(self) -> PolicyBook:
        return self.shelf.policy

    @property
    def units(self) -> UnitTree:
        return self.shelf.units

    def case(self, reference: str) -> Case:
        """The case of a worker by UUID or identity number, within the actor's area.

        Raises what stands between the actor and the case, `PeopleLocked`, `PersonErased`.
        """
        self.shelf.require_people()
        worker = self._worker(reference)
        case = self._cases.get(worker)
        if case is None:
            case = self.shelf.case(worker).fork()
            if not case.worker.exists:
                raise WorkerNotFound()
            # Before anything is told of the case, be it only how many facts it has.
            self.require_area(case.worker.life.station)
            if self._given and microseconds(self.recorded_at) < case.last_recorded_at:
                raise RecordedBackwards(recorded_at=self.recorded_at.isoformat())
            if self._expected_version not in (None, case.version) and not self._cases:
                raise StaleVersion(version=case.version, expected=self._expected_version)
            self._cases[worker] = case
        self.require_area(case.worker.life.station)
        case.erasure.refuse_if_erased()
        return case

    def live_case(self, reference: str, on: date) -> Case:
        """The case of a worker for a fact of a day, which is neither before nor after it.

        Raises also `DayInTheFuture`, `RegistrationIsVoid`, `WorkerIsMerged`, `BeforeRegistration`.
        """
        self.not_in_future(on)
        case = self.case(reference)
        case.worker.refuse_unless_alive()
        registered_on = case.worker.life.registered.on
        if on < registered_on:
            raise BeforeRegistration(registered_on=registered_on)
        return case

    def new_case(self, worker: UUID) -> Case:
        self.shelf.require_people()
        case = self._cases[worker] = self.shelf.fresh_case(worker).fork()
        return case

    def _worker(self, reference: str) -> UUID:
        if len(reference) != 18:
            return UUID(reference)
        claim = self.shelf.claim(Claimed.IDENTITY_NUMBER, reference)
        worker = claim.holder or claim.last_holder
        if worker is None:
            raise WorkerNotFound()
        return worker

    def require_area(self, station: str) -> None:
        """Raises `OutsideArea` when the station is not in the actor's part of the city."""
        if self.by.area and not self.units.covers(self.by.area, station):
            raise OutsideArea(area=self.by.area)

    def unit(self, code: str, field: str = "unit") -> Unit:
        """Raises `UnitUnknown`, at the field that named it."""
        try:
            return self.units[code]
        except UnitUnknown as refusal:
            refusal.field = field
            raise

    def station(self, code: str, on: date, field: str = "station") -> str:
        """A street, town or community in force on a day.

        Raises `UnitUnknown`, `NotAStation`, `UnitNotInForce`.
        """
        unit = self.unit(code, field)
        if unit.level not in STATION_LEVELS:
            raise NotAStation(station=code, level=unit.level)
        if (unit.valid_from and on < unit.valid_from) or (
            unit.valid_until and unit.valid_until < on
        ):
            raise UnitNotInForce(
                station=code,
                valid_from=unit.valid_from,
                valid_until=unit.valid_until,
                successor=unit.successor,
            )
        return code

    def not_in_future(self, day: date, field: str = "effective_on") -> date:
        """Raises `DayInTheFuture`."""
        if day > self.today:
            refusal = DayInTheFuture(day=day, today=self.today)
            refusal.field = field
            raise refusal
        return day

    def holder(self, claimed: Claimed, value: str) -> UUID | None:
        return self.shelf.claim(claimed, value).holder

    def claim(self, claimed: Claimed, value: str, holder: UUID) -> None:
        self._claims.append((claimed, value, ClaimTaken(holder=holder)))

    def release(self, claimed: Claimed, value: str, holder: UUID) -> None:
        self._claims.append((claimed, value, ClaimReleased(holder=holder)))

    def note(self, stream: UUID, fact: Fact) -> None:
        """Record a fact on the whole ledger."""
        self._facts.append((stream, fact))

    @property
    def cases(self) -> list[Case]:
        return list(self._cases.values())

    def settle(self, command_id: UUID | None) -> Envelope:
        """Put everything back on the shelf, to be saved together."""
        before = () if self._given else (case.last_recorded_at for case in self.cases)
        at = max([microseconds(self.recorded_at), *before])
        envelope = Envelope(at, *self.signature, command_id)
        for case in self.cases:
            self.shelf.take_case(case, envelope)
        for claimed, value, fact in self._claims:
            self.shelf.take_claim(self.shelf.claim(claimed, value), [fact], envelope)
        for stream, fact in self._facts:
            self.shelf.take_fact(stream, fact, envelope)
        return envelope
