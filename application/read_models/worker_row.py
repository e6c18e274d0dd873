"""One row a worker: everything known of them, as last known.

No row knows what day it is: what time alone changes is told from its days when it is asked for.
"""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Table

from application.kernel.keys.personal_text import PersonalText
from application.kernel.projecting.read_model import ID, METADATA, History, stream_column
from application.read_models.last_known import LastKnown
from application.read_models.parts_of_a_file import erasure, follow_up
from application.read_models.worker_indexes import index_lists
from domain.assistance.events import AssistanceGranted
from domain.certificate.certificates import Standing
from domain.kernel.calendar import ymd
from domain.worker.vocabulary import CloseReason

WORKER_FILE = Table(
    "worker_file",
    METADATA,
    stream_column(),
    Column("name", PersonalText, nullable=False),
    Column("id_number", PersonalText, nullable=False),
    Column("sex", String(6), nullable=False),
    Column("birth", Integer, nullable=False),
    Column("category", String(20), nullable=False),
    Column("station", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("status_since", Date, nullable=False),
    Column("without_work_since", Date, nullable=False),
    Column("registered_on", Date, nullable=False),
    Column("unemployed_since", Date, nullable=False),
    Column("previous_employer", PersonalText),
    Column("household_address", PersonalText),
    Column("phone", PersonalText),
    Column("education", PersonalText),
    Column("able_to_work", Boolean, nullable=False),
    Column("willing_to_work", Boolean, nullable=False),
    Column("minimum_living_since", Date),
    Column("merged_into", ID),
    Column("void_since", Date),
    Column("certificate_standing", String(12), nullable=False),
    Column("certificate_since", Date),
    Column("certificate_no", PersonalText),
    Column("valid_until", Date),
    Column("review_due_on", Date),
    Column("lapses_on", Date),
    Column("assistance_applied_for_on", Date),
    Column("assistance_evidence", PersonalText),
    Column("assistance_returned_on", Date),
    Column("assistance_return_reason", PersonalText),
    Column("assistance", String(8)),
    Column("assessed_on", Date),
    Column("older_age", Integer),
    Column("assistance_reference", String(200)),
    Column("decline_reason", String(40)),
    Column("employment_kind", String(20)),
    Column("employer", PersonalText),
    Column("employed_since", Date),
    Column("counts_from", Date),
    Column("followed_up_on", Date),
    Column("follow_up_outcome", String(12)),
    Column("next_follow_up_on", Date),
    Column("arrived_on", Date),
    Column("arrived_from", String(12)),
    Column("unconfirmed_since", Date),
    Column("erasure_requested_on", Date),
    Column("erasure_requested_by", String(200)),
    Column("erasure_reason", String(20)),
    Column("legal_reference", String(200)),
    Column("erased_on", Date),
    Column("version", Integer, nullable=False),
    Column("last_recorded_at", BigInteger, nullable=False),
)
index_lists(WORKER_FILE)

_AS_REGISTERED = (
    "name",
    "id_number",
    "unemployed_since",
    "previous_employer",
    "household_address",
    "phone",
    "education",
    "able_to_work",
    "willing_to_work",
    "minimum_living_since",
)


def file_row(history: History, known: LastKnown) -> dict[str, Any]:
    worker, last = known.worker, history[-1]
    status, since, without_work_since = known.status()
    return {
        "stream": last.stream,
        **{name: worker.details.get(name) for name in _AS_REGISTERED},
        "sex": str(worker.details["sex"]),
        "birth": ymd(worker.details["birth_date"]),
        "category": str(worker.details["category"]),
        "station": worker.life.station,
        "status": status,
        "status_since": since,
        "without_work_since": without_work_since,
        "registered_on": worker.life.registered.on,
        "merged_into": worker.merged_into,
        "void_since": worker.void_since,
        **_certificate(known),
        **_assistance(known),
        **_employment(known),
        **follow_up(known.follow_up),
        **_handed_over(known),
        "unconfirmed_since": _unconfirmed_since(known),
        **erasure(known.erasure),
        "version": last.version,
        "last_recorded_at": last.envelope.recorded_at,
    }


def _certificate(known: LastKnown) -> dict[str, Any]:
    holding = known.holding
    return {
        "certificate_standing": holding.standing.value,
        "certificate_since": None if holding.standing is Standing.NONE else holding.since,
        "certificate_no": holding.certificate_no,
        "valid_until": holding.valid_until,
        "review_due_on": holding.review_due_on,
        "lapses_on": holding.lapses_on,
    }


def _assistance(known: LastKnown) -> dict[str, Any]:
    fact, asking = known.assessment, known.applications.asking
    granted = fact and ("granted" if isinstance(fact, AssistanceGranted) else "declined")
    return {
        "assistance_applied_for_on": asking.waiting and asking.waiting.effective_on,
        "assistance_evidence": asking.waiting and asking.waiting.evidence,
        "assistance_returned_on": asking.returned and asking.returned.effective_on,
        "assistance_return_reason": asking.returned and asking.returned.reason,
        "assistance": granted,
        "assessed_on": fact and fact.effective_on,
        "older_age": fact and fact.older_age,
        "assistance_reference": fact and fact.reference,
        "decline_reason": getattr(fact, "reason", None),
    }


def _employment(known: LastKnown) -> dict[str, Any]:
    start = known.running[-1].start if known.running else None
    return {
        "employment_kind": start and str(start.kind),
        "employer": start and known.terms[start.version].employer,
        "employed_since": start and start.on,
        "counts_from": start and start.counts_from,
    }


def _handed_over(known: LastKnown) -> dict[str, Any]:
    """Since when the case is at its station, and where it came from, if it was ever moved."""
    life = known.worker.life
    before = [life.registered, *life.moves]
    moved = bool(life.moves)
    return {
        "arrived_on": life.moves[-1].on if moved else None,
        "arrived_from": before[-2].station if moved else None,
    }


def _unconfirmed_since(known: LastKnown) -> date | None:
    """The day of a closing that the second level has yet to confirm (JM-2003 R4)."""
    closing = known.worker.life.closed
    if closing is None or closing.closed.confirmed:
        return None
    return closing.closed.on if closing.closed.reason == CloseReason.WISH_WITHDRAWN else None
