"""The bodies of the eight commands, for the peers that have pydantic."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

Line = Annotated[str, Field(min_length=1, max_length=200)]
Maybe = Annotated[str | None, Field(max_length=200)]


class RegisterWorker(BaseModel):
    id_number: Annotated[str, Field(pattern=r"^\d{17}[\dX]$")]
    name: Line
    category: Literal[
        "soe_laid_off", "soe_unemployed", "closed_enterprise", "minimum_living", "other_unemployed"
    ]
    unemployed_since: date
    station: Annotated[str, Field(pattern=r"^\d{9}$")]
    previous_employer: Maybe = None
    household_address: Maybe = None
    phone: Maybe = None
    education: Maybe = None
    effective_on: date


class OnWorker(BaseModel):
    worker: UUID
    effective_on: date


class ApplyForCertificate(OnWorker):
    pass


class IssueCertificate(OnWorker):
    certificate_no: Annotated[str, Field(pattern=r"^[\w-]{4,32}$")]
    valid_until: date | None = None


class StartEmployment(OnWorker):
    kind: Literal["labour_contract", "self_employment", "public_welfare_post", "flexible"]
    employer: Maybe = None
    contract_months: Annotated[int | None, Field(ge=0, le=600)] = None
    monthly_wage: Annotated[Decimal | None, Field(ge=0, le=1_000_000, decimal_places=2)] = None


class EndEmployment(OnWorker):
    reason: Literal["dismissed", "contract_ended", "resigned", "business_closed", "other"]


class EnrolInTraining(OnWorker):
    course: Line
    hours: Annotated[int | None, Field(ge=1, le=10_000)] = None


class CompleteTraining(OnWorker):
    course: Line
    attended_hours: Annotated[int, Field(ge=0, le=10_000)]
    passed: bool


class RecordFollowUp(OnWorker):
    outcome: Literal["at_work", "left_job", "not_reached"]
    next_on: date | None = None
