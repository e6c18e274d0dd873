"""How things stand with a person: what is to be done next is told from it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from application.read_models.last_known import MERGED, VOID
from application.read_models.whole_file import Whole
from domain.certificate.certificates import LIVE, Standing
from domain.certificate.rules import check_holder
from domain.kernel.errors import DomainError
from domain.policy.book import PolicyBook
from domain.worker.vocabulary import EmploymentKind, Status


@dataclass(frozen=True, slots=True)
class Situation:
    """`whole` as it stands on a day, under the rules of that day."""

    whole: Whole
    today: date
    policy: PolicyBook

    def told(self, name: str) -> Any:
        return self.whole.file[name]

    @property
    def alive(self) -> bool:
        return self.told("status") not in (VOID, MERGED)

    @property
    def open(self) -> bool:
        return self.alive and self.told("status") != Status.CLOSED

    @property
    def working(self) -> bool:
        return self.told("employment_kind") is not None

    @property
    def may_start(self) -> bool:
        """Flexible work may run beside another job."""
        return self.open and self.told("employment_kind") in (None, EmploymentKind.FLEXIBLE)

    @property
    def waits_for_judgement(self) -> bool:
        return self.open and self.told("assistance_applied_for_on") is not None

    @property
    def sent_back(self) -> bool:
        return self.open and self.told("assistance_returned_on") is not None

    @property
    def may_be_assisted(self) -> bool:
        """大龄, able and willing, and nobody was asked to judge yet."""
        return (
            self.open
            and not self.waits_for_judgement
            and self.told("assistance") is None
            and self.whole.older_on <= self.today
            and self.told("able_to_work")
            and self.told("willing_to_work")
        )

    def certificate(self, *standings: Standing) -> bool:
        return self.open and self.told("certificate_standing") in standings

    @property
    def may_have_certificate(self) -> bool:
        """Of a category that qualifies, without a certificate that is live or applied for."""
        if not self.open or self.certificate(Standing.APPLIED, *LIVE):
            return False
        try:
            check_holder(self.whole.file, self.today, self.policy)
        except DomainError:
            return False
        return True

    @property
    def review_has_begun(self) -> bool:
        """The window opens with the year in which it ends (domain §3.2)."""
        due = self.told("review_due_on")
        return self.certificate(Standing.IN_FORCE) and due and due.year <= self.today.year

    @property
    def visit_is_due(self) -> bool:
        due = self.told("next_follow_up_on")
        return self.open and due is not None and due <= self.today

    @property
    def never_visited_at_work(self) -> bool:
        visited, since = self.told("followed_up_on"), self.told("employed_since")
        return self.open and self.working and (visited is None or visited < since)
