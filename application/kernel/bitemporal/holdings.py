"""A worker's certificates cut into spells from issue to end."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.certificate.certificates import LIVE, CertificateFact, Holding, Standing, step
from domain.certificate.events import CertificateIssued, CertificateReviewed

Dated = tuple[int, CertificateFact]
"""A fact with its version in the case file."""

_ORDER = {kind: place for place, kind in enumerate(CertificateFact.__args__)}
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Suspension:
    since: date
    until: date
    by: int


@dataclass(slots=True)
class Spell:
    """One certificate in [issued_on, ended_on), under whichever numbers it had.

    `ended_as` is withdrawn, ended, lapsed or expired; the last two are dated by `kept_by`, the
    issue or review that said until when. Suspended is what was suspended by decision or a review
    not passed, and what was not reviewed in time.
    """

    certificate_no: str
    category: str
    issued_on: date
    issued_by: int
    kept_by: int
    ended_on: date = date.max
    ended_as: Standing = Standing.NONE
    ended_by: int = 0
    reviews: list[tuple[int, CertificateReviewed]] = field(default_factory=list)
    suspensions: list[Suspension] = field(default_factory=list)

    def end(self, on: date, as_: Standing, by: int) -> None:
        self.ended_on, self.ended_as, self.ended_by = on, as_, by

    def suspend(self, since: date, until: date, by: int) -> None:
        if since >= until:
            return
        if self.suspensions and self.suspensions[-1].until == since:
            self.suspensions[-1].until = until
        else:
            self.suspensions.append(Suspension(since, until, by))


def spells_of(facts: list[Dated]) -> list[Spell]:
    """The spells of facts that are possible together, in order of time."""
    ordered = sorted(facts, key=lambda dated: (dated[1].effective_on, _ORDER[type(dated[1])]))
    following = [fact.effective_on for _, fact in ordered[1:]] + [date.max]
    holding, spells = Holding(), list[Spell]()
    for (version, fact), until in zip(ordered, following, strict=True):
        on = fact.effective_on
        holding.pass_time(on)
        was_live = holding.standing in LIVE
        step(holding, fact)
        if isinstance(fact, CertificateIssued):
            spells.append(Spell(fact.certificate_no, fact.category, on, version, version))
        if holding.standing in LIVE:
            _go_on(spells[-1], holding, version, fact, until)
        elif was_live:
            spells[-1].end(on, holding.standing, version)
    return spells


def _go_on(
    spell: Spell, holding: Holding, version: int, fact: CertificateFact, until: date
) -> None:
    """Take a fact after which the certificate is live, until the next fact."""
    assert holding.certificate_no
    assert holding.review_due_on
    spell.certificate_no = holding.certificate_no
    if isinstance(fact, CertificateReviewed):
        spell.reviews.append((version, fact))
        spell.kept_by = version if fact.passed else spell.kept_by
    ends_on, as_ = holding.ends_by_itself()
    spell.end(ends_on, as_, spell.kept_by)
    if holding.standing is Standing.SUSPENDED:
        spell.suspend(fact.effective_on, min(until, ends_on), version)
    else:
        overdue = max(fact.effective_on, holding.review_due_on + _DAY)
        spell.suspend(overdue, min(until, ends_on), spell.kept_by)
