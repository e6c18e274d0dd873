"""The certificates of one worker: at most one is live. Decided in effective order."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.certificate import errors, events
from domain.kernel.aggregate import Aggregate, Draft
from domain.kernel.errors import DomainError
from domain.kernel.fact import Fact
from domain.kernel.late_facts import Impossible, check

CertificateFact = (
    events.CertificateAppliedFor
    | events.CertificateRefused
    | events.CertificateIssued
    | events.CertificateReviewed
    | events.CertificateSuspended
    | events.CertificateResumed
    | events.CertificateReplaced
    | events.CertificateWithdrawn
    | events.CertificateEnded
)
_ORDER: dict[type[Fact], int] = {kind: n for n, kind in enumerate(CertificateFact.__args__)}


class Standing(StrEnum):
    NONE = "none"
    APPLIED = "applied"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    LAPSED = "lapsed"
    EXPIRED = "expired"


LIVE = (Standing.IN_FORCE, Standing.SUSPENDED)
ENDING = (Standing.APPLIED, *LIVE)
"""What retirement and death end."""
_OVER = frozenset(Standing) - {*ENDING}
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Holding:
    """Where a worker stands with the certificate; folded over facts in effective order.

    `since` is the day from which it stands so; what comes of an application has nothing of the
    certificate before it.
    """

    standing: Standing = Standing.NONE
    certificate_no: str | None = None
    category: str | None = None
    since: date = date.min
    valid_until: date | None = None
    review_due_on: date | None = None
    lapses_on: date | None = None
    reviewed: tuple[int, ...] = ()

    def pass_time(self, day: date) -> None:
        """Lapse or expire, where that happened before or on `day`."""
        if self.standing in LIVE:
            ends_on, ended_as = self.ends_by_itself()
            if ends_on <= day:
                self.stand(ended_as, ends_on)

    def stand(self, standing: Standing, on: date) -> None:
        if self.standing is not standing:
            self.standing, self.since = standing, on

    def ends_by_itself(self) -> tuple[date, Standing]:
        """The first day on which what is live no longer is if nothing more happens, and as what.

        Whichever comes first: what has expired can no longer lapse.
        """
        assert self.lapses_on
        if self.valid_until and self.valid_until < self.lapses_on:
            return self.valid_until + _DAY, Standing.EXPIRED
        return self.lapses_on, Standing.LAPSED

    def require(self, *standings: Standing, otherwise: type[DomainError]) -> None:
        if self.standing not in standings:
            raise otherwise(standing=self.standing, certificate_no=self.certificate_no)


def folded(facts: list[CertificateFact]) -> Holding:
    """Fold facts, in any order. Raises `Impossible` with the refusal and the fact it met."""
    holding = Holding()
    for fact in sorted(facts, key=lambda f: (f.effective_on, _ORDER[type(f)])):
        holding.pass_time(fact.effective_on)
        try:
            step(holding, fact)
        except DomainError as refusal:
            raise Impossible(refusal, fact) from None
    return holding


def step(holding: Holding, fact: CertificateFact) -> None:  # noqa: C901 - one line a fact
    """Take one fact in effective order. Raises the refusal where it is impossible."""
    on = fact.effective_on
    match fact:
        case events.CertificateAppliedFor():
            _apply(holding, fact)
        case events.CertificateRefused():
            holding.require(Standing.APPLIED, otherwise=errors.CertificateNotAppliedFor)
            holding.stand(Standing.REFUSED, on)
        case events.CertificateIssued():
            _issue(holding, fact)
        case events.CertificateReviewed():
            _review(holding, fact)
        case events.CertificateSuspended():
            holding.require(Standing.IN_FORCE, otherwise=errors.CertificateNotInForce)
            holding.stand(Standing.SUSPENDED, on)
        case events.CertificateResumed():
            holding.require(Standing.SUSPENDED, otherwise=errors.CertificateNotSuspended)
            holding.stand(Standing.IN_FORCE, on)
        case events.CertificateReplaced():
            holding.require(*LIVE, otherwise=errors.CertificateNotInForce)
            holding.certificate_no = fact.certificate_no
        case events.CertificateWithdrawn():
            holding.require(*LIVE, otherwise=errors.CertificateNotInForce)
            holding.stand(Standing.WITHDRAWN, on)
        case events.CertificateEnded() if holding.standing in ENDING:
            holding.stand(Standing.ENDED, on)
        case events.CertificateEnded():
            pass  # a fact that came late has ended it before


def _apply(holding: Holding, fact: events.CertificateAppliedFor) -> None:
    if holding.standing in LIVE:
        raise errors.CertificateAlreadyHeld(certificate_no=holding.certificate_no)
    holding.require(*_OVER, otherwise=errors.CertificateAlreadyAppliedFor)
    holding.stand(Standing.APPLIED, fact.effective_on)
    holding.category, holding.certificate_no = fact.category, None
    holding.valid_until = holding.review_due_on = holding.lapses_on = None


def _issue(holding: Holding, fact: events.CertificateIssued) -> None:
    if holding.standing in LIVE:
        raise errors.CertificateAlreadyHeld(certificate_no=holding.certificate_no)
    holding.require(Standing.APPLIED, otherwise=errors.CertificateNotAppliedFor)
    holding.stand(Standing.IN_FORCE, fact.effective_on)
    holding.certificate_no, holding.category = fact.certificate_no, fact.category
    holding.valid_until, holding.reviewed = fact.valid_until, ()
    holding.review_due_on, holding.lapses_on = fact.review_due_on, fact.lapses_on


def _review(holding: Holding, fact: events.CertificateReviewed) -> None:
    holding.require(*LIVE, otherwise=errors.CertificateNotInForce)
    if fact.year in holding.reviewed:
        raise errors.YearAlreadyReviewed(year=fact.year)
    if not fact.passed:
        holding.stand(Standing.SUSPENDED, fact.effective_on)
        return
    holding.reviewed += (fact.year,)
    if holding.lapses_on is None or holding.lapses_on < fact.lapses_on:
        holding.review_due_on, holding.lapses_on = fact.review_due_on, fact.lapses_on


class Certificates(Aggregate):
    """Decides every fact of the certificate by replaying all of them in effective order."""

    follows = CertificateFact.__args__

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.facts: list[CertificateFact] = []

    @property
    def holding(self) -> Holding:
        return folded(self.facts)

    def when(self, fact: Fact, version: int) -> None:
        assert isinstance(fact, self.follows)
        self.facts.append(fact)

    def on(self, day: date) -> Holding:
        """The standing at the end of a day."""
        holding = folded([fact for fact in self.facts if fact.effective_on <= day])
        holding.pass_time(day)
        return holding

    def decide(self, fact: CertificateFact) -> None:
        """Record a fact if all facts are still possible in effective order.

        Raises the refusal of the fact itself, or `LaterCertificateFactImpossible` naming the
        fact of a later day that could not have happened.
        """
        together = [*self.facts, fact]
        check(lambda: folded(together), fact, errors.LaterCertificateFactImpossible)
        self.record(fact)

    def end(self, on: date, reason: str) -> None:
        """The holder retired or died: end what is live or applied for, not before its last fact."""
        ends_on = max([on, *(fact.effective_on for fact in self.facts)])
        if self.on(ends_on).standing in ENDING:
            self.record(events.CertificateEnded(effective_on=ends_on, reason=reason))
