"""The worker's case, and the claims that make numbers unique."""

from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from eventsourcing.domain import Aggregate, event

from bench.peers import rules
from bench.peers.rules import refuse_if


class Worker(Aggregate):
    @event("Registered")
    def __init__(
        self,
        id_number: str,
        sex: str,
        birth_date: date,
        name: str,
        category: str,
        unemployed_since: date,
        station: str,
        previous_employer: str | None,
        household_address: str | None,
        phone: str | None,
        education: str | None,
        registered_on: date,
    ) -> None:
        self.category, self.registered_on = category, registered_on
        self.certificate: str | None = None
        self.employed_since: date | None = None
        self.courses: dict[str, int | None] = {}

    def apply_for_certificate(self, on: date) -> None:
        rules.check_not_before(self.registered_on, on)
        refuse_if(self.category not in rules.QUALIFYING, "category-does-not-qualify")
        refuse_if(self.certificate, "certificate-already-held")
        self._applied(on)

    @event("CertificateAppliedFor")
    def _applied(self, on: date) -> None:
        self.certificate = "applied"

    def issue_certificate(self, number: str, valid_until: date | None, on: date) -> None:
        refuse_if(self.certificate != "applied", "certificate-not-applied-for")
        refuse_if(valid_until and valid_until < on, "valid-until-before-issue")
        self._issued(number, valid_until, on)

    @event("CertificateIssued")
    def _issued(self, number: str, valid_until: date | None, on: date) -> None:
        self.certificate = "issued"

    def start_employment(
        self,
        kind: str,
        employer: str | None,
        contract_months: int | None,
        monthly_wage: Decimal | None,
        on: date,
    ) -> None:
        rules.check_not_before(self.registered_on, on)
        refuse_if(self.employed_since, "already-employed")
        self._started(kind, employer, contract_months, monthly_wage, on)

    @event("EmploymentStarted")
    def _started(
        self,
        kind: str,
        employer: str | None,
        contract_months: int | None,
        monthly_wage: Decimal | None,
        on: date,
    ) -> None:
        self.employed_since = on

    def end_employment(self, reason: str, on: date) -> None:
        if self.employed_since is None:
            raise rules.Refused("not-employed")
        refuse_if(on < self.employed_since, "ended-before-start")
        self._ended(reason, on)

    @event("EmploymentEnded")
    def _ended(self, reason: str, on: date) -> None:
        self.employed_since = None

    def enrol_in_training(self, course: str, hours: int | None, on: date) -> None:
        rules.check_not_before(self.registered_on, on)
        refuse_if(course in self.courses, "already-enrolled")
        self._enrolled(course, hours, on)

    @event("TrainingEnrolled")
    def _enrolled(self, course: str, hours: int | None, on: date) -> None:
        self.courses[course] = hours

    def complete_training(self, course: str, attended_hours: int, passed: bool, on: date) -> None:
        refuse_if(course not in self.courses, "not-enrolled")
        held = self.courses[course]
        refuse_if(held and attended_hours > held, "attended-more-than-held")
        self._completed(course, attended_hours, passed, on)

    @event("TrainingCompleted")
    def _completed(self, course: str, attended_hours: int, passed: bool, on: date) -> None:
        del self.courses[course]

    def record_follow_up(self, outcome: str, next_on: date | None, on: date) -> None:
        rules.check_not_before(self.registered_on, on)
        refuse_if(next_on and next_on < on, "next-before-follow-up")
        self._followed_up(outcome, next_on, on)

    @event("FollowedUp")
    def _followed_up(self, outcome: str, next_on: date | None, on: date) -> None:
        pass


class Claim(Aggregate):
    """Who has a number; the second to claim it is refused by the store."""

    @event("Claimed")
    def __init__(self, of: str, number: str, worker: UUID) -> None:
        self.worker = worker

    @staticmethod
    def create_id(of: str, number: str) -> UUID:
        return uuid5(NAMESPACE_URL, f"/{of}/{number}")
