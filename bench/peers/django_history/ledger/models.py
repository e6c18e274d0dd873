"""The tables, each with its history."""

from uuid import uuid4

from django.db import models

from bench.peers.django_history.ledger.kept import kept

LINE = 200


class Category(models.TextChoices):
    SOE_LAID_OFF = "soe_laid_off"
    SOE_UNEMPLOYED = "soe_unemployed"
    CLOSED_ENTERPRISE = "closed_enterprise"
    MINIMUM_LIVING = "minimum_living"
    OTHER_UNEMPLOYED = "other_unemployed"


class Kind(models.TextChoices):
    LABOUR_CONTRACT = "labour_contract"
    SELF_EMPLOYMENT = "self_employment"
    PUBLIC_WELFARE_POST = "public_welfare_post"
    FLEXIBLE = "flexible"


class End(models.TextChoices):
    DISMISSED = "dismissed"
    CONTRACT_ENDED = "contract_ended"
    RESIGNED = "resigned"
    BUSINESS_CLOSED = "business_closed"
    OTHER = "other"


class Outcome(models.TextChoices):
    AT_WORK = "at_work"
    LEFT_JOB = "left_job"
    NOT_REACHED = "not_reached"


@kept
class Worker(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    id_number = models.CharField(max_length=18)
    voided = models.BooleanField(default=False)
    name = models.CharField(max_length=LINE, db_index=True)
    sex = models.CharField(max_length=6)
    birth_date = models.DateField()
    category = models.CharField(max_length=32, choices=Category)
    unemployed_since = models.DateField()
    registered_on = models.DateField()
    station = models.CharField(max_length=12, db_index=True)
    previous_employer = models.CharField(max_length=LINE, blank=True)
    household_address = models.CharField(max_length=LINE, blank=True)
    phone = models.CharField(max_length=LINE, blank=True)
    education = models.CharField(max_length=LINE, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "id_number", condition=models.Q(voided=False), name="one_live_number"
            ),
        )


@kept
class Employment(models.Model):
    worker = models.ForeignKey(Worker, models.PROTECT)
    kind = models.CharField(max_length=32, choices=Kind)
    employer = models.CharField(max_length=LINE, blank=True)
    contract_months = models.PositiveIntegerField(null=True)
    monthly_wage = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=32, choices=End, blank=True)


@kept
class Certificate(models.Model):
    worker = models.ForeignKey(Worker, models.PROTECT)
    state = models.CharField(max_length=16)
    number = models.CharField(max_length=32, unique=True, null=True)
    applied_on = models.DateField()
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)


@kept
class Enrolment(models.Model):
    worker = models.ForeignKey(Worker, models.PROTECT)
    course = models.CharField(max_length=LINE)
    hours = models.PositiveIntegerField(null=True)
    enrolled_on = models.DateField()
    completed_on = models.DateField(null=True)
    attended_hours = models.PositiveIntegerField(null=True)
    passed = models.BooleanField(null=True)


@kept
class FollowUp(models.Model):
    worker = models.ForeignKey(Worker, models.PROTECT)
    outcome = models.CharField(max_length=16, choices=Outcome)
    followed_up_on = models.DateField()
    next_on = models.DateField(null=True, db_index=True)
