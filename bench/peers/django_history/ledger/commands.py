"""The eight commands, each in a transaction of its own with the worker's row locked."""

from typing import Any
from uuid import UUID

from bench.peers import rules
from bench.peers.django_history.ledger.models import (
    Certificate,
    Employment,
    Enrolment,
    FollowUp,
    Worker,
)
from bench.peers.rules import refuse_if

Fields = dict[str, Any]


def new_worker(fields: Fields) -> Worker:
    on = fields.pop("effective_on")
    who = rules.identity(fields["id_number"])
    rules.check_registration(who, fields["unemployed_since"], on)
    return Worker(**fields, sex=who.sex, birth_date=who.birth_date, registered_on=on)


def register_worker(fields: Fields) -> UUID:
    worker = new_worker(fields)
    worker.save(force_insert=True)
    return worker.id


def _locked(fields: Fields) -> Worker:
    worker = Worker.objects.select_for_update().filter(pk=fields.pop("worker")).first()
    if worker is None:
        raise rules.Refused("worker-not-found")
    rules.check_not_before(worker.registered_on, fields["effective_on"])
    return worker


def apply_for_certificate(fields: Fields) -> UUID:
    worker = _locked(fields)
    refuse_if(worker.category not in rules.QUALIFYING, "category-does-not-qualify")
    held = Certificate.objects.filter(worker=worker, state__in=("applied", "issued"))
    refuse_if(held.exists(), "certificate-already-held")
    Certificate.objects.create(worker=worker, state="applied", applied_on=fields["effective_on"])
    return worker.id


def issue_certificate(fields: Fields) -> UUID:
    worker = _locked(fields)
    certificate = Certificate.objects.filter(worker=worker, state="applied").first()
    if certificate is None:
        raise rules.Refused("certificate-not-applied-for")
    on, until = fields["effective_on"], fields["valid_until"]
    refuse_if(until and until < on, "valid-until-before-issue")
    certificate.state, certificate.number = "issued", fields["certificate_no"]
    certificate.issued_on, certificate.valid_until = on, until
    certificate.save()
    return worker.id


def start_employment(fields: Fields) -> UUID:
    worker = _locked(fields)
    running = Employment.objects.filter(worker=worker, ended_on=None)
    refuse_if(running.exists(), "already-employed")
    on = fields.pop("effective_on")
    Employment.objects.create(worker=worker, started_on=on, **fields)
    return worker.id


def end_employment(fields: Fields) -> UUID:
    worker = _locked(fields)
    running = Employment.objects.filter(worker=worker, ended_on=None).first()
    if running is None:
        raise rules.Refused("not-employed")
    refuse_if(fields["effective_on"] < running.started_on, "ended-before-start")
    running.ended_on, running.end_reason = fields["effective_on"], fields["reason"]
    running.save()
    return worker.id


def enrol_in_training(fields: Fields) -> UUID:
    worker = _locked(fields)
    course = fields["course"]
    running = Enrolment.objects.filter(worker=worker, course=course, completed_on=None)
    refuse_if(running.exists(), "already-enrolled")
    on = fields.pop("effective_on")
    Enrolment.objects.create(worker=worker, enrolled_on=on, **fields)
    return worker.id


def complete_training(fields: Fields) -> UUID:
    worker = _locked(fields)
    course = fields["course"]
    enrolment = Enrolment.objects.filter(worker=worker, course=course, completed_on=None).first()
    if enrolment is None:
        raise rules.Refused("not-enrolled")
    attended = fields["attended_hours"]
    refuse_if(enrolment.hours and attended > enrolment.hours, "attended-more-than-held")
    enrolment.completed_on, enrolment.attended_hours = fields["effective_on"], attended
    enrolment.passed = fields["passed"]
    enrolment.save()
    return worker.id


def record_follow_up(fields: Fields) -> UUID:
    worker = _locked(fields)
    on, next_on = fields["effective_on"], fields["next_on"]
    refuse_if(next_on and next_on < on, "next-before-follow-up")
    FollowUp.objects.create(
        worker=worker, outcome=fields["outcome"], followed_up_on=on, next_on=next_on
    )
    return worker.id
