"""The eight commands, each in a transaction of its own with the worker's row locked."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.peers import bodies, rules
from bench.peers.rules import refuse_if
from bench.peers.sqlalchemy_audit.tables import (
    Certificate,
    Employment,
    Enrolment,
    FollowUp,
    OfWorker,
    Worker,
)

T = TypeVar("T", bound=OfWorker)


def register_worker(session: Session, body: bodies.RegisterWorker) -> UUID:
    who = rules.identity(body.id_number)
    rules.check_registration(who, body.unemployed_since, body.effective_on)
    worker = Worker(
        **body.model_dump(exclude={"effective_on"}),
        sex=who.sex,
        birth_date=who.birth_date,
        registered_on=body.effective_on,
    )
    session.add(worker)
    session.flush()
    return worker.id


def _locked(session: Session, body: bodies.OnWorker) -> Worker:
    worker = session.get(Worker, body.worker, with_for_update=True)
    if worker is None:
        raise rules.Refused("worker-not-found")
    rules.check_not_before(worker.registered_on, body.effective_on)
    return worker


def _one(session: Session, of: type[T], worker: Worker, *where: object) -> T | None:
    return session.scalars(select(of).where(of.worker_id == worker.id, *where).limit(1)).first()


def apply_for_certificate(session: Session, body: bodies.ApplyForCertificate) -> UUID:
    worker = _locked(session, body)
    refuse_if(worker.category not in rules.QUALIFYING, "category-does-not-qualify")
    held = _one(session, Certificate, worker, Certificate.state.in_(("applied", "issued")))
    refuse_if(held, "certificate-already-held")
    session.add(
        Certificate(worker_id=worker.id, state="applied", applied_on=body.effective_on, number=None)
    )
    return worker.id


def issue_certificate(session: Session, body: bodies.IssueCertificate) -> UUID:
    worker = _locked(session, body)
    certificate = _one(session, Certificate, worker, Certificate.state == "applied")
    if certificate is None:
        raise rules.Refused("certificate-not-applied-for")
    refuse_if(body.valid_until and body.valid_until < body.effective_on, "valid-until-before-issue")
    certificate.state, certificate.number = "issued", body.certificate_no
    certificate.issued_on, certificate.valid_until = body.effective_on, body.valid_until
    return worker.id


def start_employment(session: Session, body: bodies.StartEmployment) -> UUID:
    worker = _locked(session, body)
    refuse_if(_one(session, Employment, worker, Employment.ended_on.is_(None)), "already-employed")
    fields = body.model_dump(exclude={"worker", "effective_on"})
    session.add(Employment(worker_id=worker.id, started_on=body.effective_on, **fields))
    return worker.id


def end_employment(session: Session, body: bodies.EndEmployment) -> UUID:
    worker = _locked(session, body)
    running = _one(session, Employment, worker, Employment.ended_on.is_(None))
    if running is None:
        raise rules.Refused("not-employed")
    refuse_if(body.effective_on < running.started_on, "ended-before-start")
    running.ended_on, running.end_reason = body.effective_on, body.reason
    return worker.id


def enrol_in_training(session: Session, body: bodies.EnrolInTraining) -> UUID:
    worker = _locked(session, body)
    refuse_if(_enrolled(session, worker, body.course), "already-enrolled")
    fields = body.model_dump(exclude={"worker", "effective_on"})
    session.add(Enrolment(worker_id=worker.id, enrolled_on=body.effective_on, **fields))
    return worker.id


def complete_training(session: Session, body: bodies.CompleteTraining) -> UUID:
    worker = _locked(session, body)
    enrolment = _enrolled(session, worker, body.course)
    if enrolment is None:
        raise rules.Refused("not-enrolled")
    refuse_if(enrolment.hours and body.attended_hours > enrolment.hours, "attended-more-than-held")
    enrolment.completed_on, enrolment.attended_hours = body.effective_on, body.attended_hours
    enrolment.passed = body.passed
    return worker.id


def _enrolled(session: Session, worker: Worker, course: str) -> Enrolment | None:
    running = Enrolment.course == course, Enrolment.completed_on.is_(None)
    return _one(session, Enrolment, worker, *running)


def record_follow_up(session: Session, body: bodies.RecordFollowUp) -> UUID:
    worker = _locked(session, body)
    refuse_if(body.next_on and body.next_on < body.effective_on, "next-before-follow-up")
    session.add(
        FollowUp(
            worker_id=worker.id,
            outcome=body.outcome,
            followed_up_on=body.effective_on,
            next_on=body.next_on,
        )
    )
    return worker.id
