"""What is shown of a person: the card of every list, the whole file, the timeline."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from domain.assistance.vocabulary import DeclineReason
from domain.certificate.certificates import Standing
from domain.follow_up.follow_ups import Outcome
from domain.kernel.identity_number import Sex
from domain.worker.vocabulary import Category, EmploymentKind

StatusShown = Literal["unemployed", "reemployed", "closed", "void", "merged"]
"""Where a person stands; `void` and `merged` registrations are in no figure."""


class Card(BaseModel):
    """A person as every list shows one. `birth` is the date of birth."""

    worker: UUID
    name: str
    sex: Sex
    birth: date
    phone: str | None
    category: Category
    station: str = Field(description="code of the street, town or community in charge")
    status: StatusShown
    status_since: date
    certificate_standing: Standing
    merged_into: UUID | None
    void_since: date | None


class Found(Card):
    """A person found by searching."""

    certificate_no: str | None
    registered_on: date
    unemployed_since: date


class _Certificate(Card):
    certificate_since: date | None
    certificate_no: str | None
    valid_until: date | None
    review_due_on: date | None
    lapses_on: date | None


class CertificateCard(_Certificate):
    """A certificate with its holder."""


class CertificateDue(_Certificate):
    """`days_left` until the last day of the review; below 0 it is overdue."""

    days_left: int


class FollowUpDue(Card):
    """`days_left` until the day on which to look again; below 0 it is overdue."""

    next_follow_up_on: date
    followed_up_on: date
    follow_up_outcome: Outcome
    employer: str | None
    days_left: int


class FlexibleJob(Card):
    """Flexible work that runs and begins to count on `counts_from`."""

    started_on: date
    counts_from: date
    employer: str | None


class AgeReached(Card):
    """Becomes 大龄 on `older_on`, at the age of `older_age` years."""

    older_on: date
    older_age: int
    able_to_work: bool
    willing_to_work: bool
    assistance: Literal["granted", "declined"] | None


class File(Found):
    """Everything known of one person, as last known."""

    id_number: str
    without_work_since: date
    previous_employer: str | None
    household_address: str | None
    education: str | None
    able_to_work: bool
    willing_to_work: bool
    minimum_living_since: date | None
    assistance_applied_for_on: date | None = Field(description="of an application that waits")
    assistance_evidence: str | None
    assistance_returned_on: date | None = Field(description="returned and not made again")
    assistance_return_reason: str | None
    decline_reason: DeclineReason | None
    certificate_since: date | None
    valid_until: date | None
    review_due_on: date | None
    lapses_on: date | None
    assistance: Literal["granted", "declined"] | None
    assessed_on: date | None
    older_age: int | None
    assistance_reference: str | None
    employment_kind: EmploymentKind | None
    employer: str | None
    employed_since: date | None
    counts_from: date | None
    followed_up_on: date | None
    follow_up_outcome: Outcome | None
    next_follow_up_on: date | None
    erasure_requested_on: date | None = Field(description="of a request that waits")
    erased_on: date | None = Field(description="nothing personal can be read any more")
    version: int = Field(description="facts on the case, also the ETag")
    last_recorded_at: datetime


class TimelineFact(BaseModel):
    """A fact of the timeline, as it was recorded.

    `corrects` are the versions that it puts right; `struck` when it no longer holds as said.
    """

    version: int
    position: int
    effective_on: date
    recorded_at: datetime
    recorded_by: str
    station: str | None = Field(description="the unit for which it was recorded")
    fact: str = Field(description="stored name, such as employment.started")
    details: dict[str, Any]
    note: str | None
    corrects: list[int]
    corrected_by: int | None
    struck: bool


class TimelineShown(BaseModel):
    """In the order of the world: by effective day, and within a day as the notice orders."""

    worker: UUID
    known_at: datetime | None
    facts: list[TimelineFact]
