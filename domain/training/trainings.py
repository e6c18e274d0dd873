"""Training: enrolled, attended and passed, or left (domain C12)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.kernel.aggregate import Aggregate, Draft
from domain.kernel.errors import DomainError
from domain.kernel.fact import DatedFact, Fact, Personal
from domain.kernel.late_facts import Impossible, check


class EnrolledInTraining(DatedFact):
    stored_as = "training.enrolled"
    command = "enrol-in-training"

    course: str
    provider: str | None = None
    trade: str | None = None
    hours: int | None = None
    free: bool = True


class TrainingCompleted(DatedFact):
    """Attended enough and passed; a placement counts until `placement_until`."""

    stored_as = "training.completed"
    command = "complete-training"

    course: str
    attended_hours: int
    passed: bool
    training_certificate_no: Personal | None = None
    required_hours: int
    placement_until: date


class TrainingFailed(DatedFact):
    """Finished without passing, or with less than the required attendance."""

    stored_as = "training.failed"
    command = "complete-training"

    course: str
    attended_hours: int
    passed: bool
    training_certificate_no: Personal | None = None
    required_hours: int


class TrainingLeft(DatedFact):
    stored_as = "training.left"
    command = "leave-training"

    course: str
    reason: Personal


class AlreadyEnrolled(DomainError):
    code = "already-enrolled"
    field = "course"


class NotEnrolled(DomainError):
    code = "not-enrolled"
    field = "course"


class AttendedMoreThanHeld(DomainError):
    code = "attended-more-than-held"
    field = "attended_hours"


class LaterTrainingFactImpossible(DomainError):
    code = "later-training-fact-impossible"


TrainingFact = EnrolledInTraining | TrainingCompleted | TrainingFailed | TrainingLeft


class Outcome(StrEnum):
    ATTENDING = "attending"
    COMPLETED = "completed"
    FAILED = "failed"
    LEFT = "left"


_OUTCOMES: dict[type[Fact], Outcome] = {
    TrainingCompleted: Outcome.COMPLETED,
    TrainingFailed: Outcome.FAILED,
    TrainingLeft: Outcome.LEFT,
}


@dataclass(slots=True)
class Enrolment:
    """One stay in a course, from enrolment to its end."""

    enrolled: EnrolledInTraining
    enrolled_by: int
    finished: TrainingCompleted | TrainingFailed | TrainingLeft | None = None
    finished_by: int | None = None

    @property
    def outcome(self) -> Outcome:
        return _OUTCOMES[type(self.finished)] if self.finished else Outcome.ATTENDING


def enrolments(facts: list[tuple[int, TrainingFact]]) -> list[Enrolment]:
    """Fold (version, fact) pairs in effective order; on one day, enrolling comes first."""
    stays: list[Enrolment] = []
    attending: dict[str, Enrolment] = {}
    for version, fact in sorted(facts, key=_in_order):
        stay = attending.get(fact.course)
        if isinstance(fact, EnrolledInTraining):
            if stay:
                since = stay.enrolled.effective_on
                raise Impossible(AlreadyEnrolled(course=fact.course, enrolled_on=since), fact)
            attending[fact.course] = Enrolment(fact, version)
            stays.append(attending[fact.course])
        elif stay is None:
            raise Impossible(NotEnrolled(course=fact.course), fact)
        else:
            stay.finished, stay.finished_by = fact, version
            del attending[fact.course]
    return stays


def _in_order(item: tuple[int, TrainingFact]) -> tuple[date, bool, int]:
    version, fact = item
    return fact.effective_on, not isinstance(fact, EnrolledInTraining), version


class Trainings(Aggregate):
    """The training of one worker, several courses at a time."""

    follows = TrainingFact.__args__

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.facts: list[tuple[int, TrainingFact]] = []

    def when(self, fact: Fact, version: int) -> None:
        assert isinstance(fact, self.follows)
        self.facts.append((version, fact))

    def hours(self, course: str, on: date) -> int | None:
        """Hours of the course that is being attended on a day. Raises `NotEnrolled`."""
        for stay in reversed(enrolments(self.facts)):
            if stay.enrolled.course == course and stay.enrolled.effective_on <= on:
                return stay.enrolled.hours
        raise NotEnrolled(course=course)

    def decide(self, fact: TrainingFact) -> None:
        """Record a fact if all facts are still possible in effective order.

        Raises `AlreadyEnrolled`, `NotEnrolled`, `LaterTrainingFactImpossible`.
        """
        together = [*self.facts, (self.draft.version + 1, fact)]
        check(lambda: enrolments(together), fact, LaterTrainingFactImpossible, course=fact.course)
        self.record(fact)
