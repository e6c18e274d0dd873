"""What is told of a person behind a figure: as the record knew them, and the facts that decided."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from application.indicators.period import Asked
from application.kernel.clock import moment
from application.kernel.log.packing import Recorded
from domain.kernel.fact import DatedFact
from domain.worker import events

MOST = 1_000_000

CONTEXT = (
    events.WorkerRegistered,
    events.WorkerCorrected,
    events.EmploymentCorrected,
    events.CaseTransferred,
    events.ClosingConfirmed,
)
Told = dict[str, Any]


def known(history: Sequence[Recorded], asked: Asked) -> list[Recorded]:
    """The facts of a case that were known at the moment asked for."""
    return [
        item for item in history if asked.known is None or item.envelope.recorded_at <= asked.known
    ]


def name(history: Iterable[Recorded]) -> str:
    """The name as the record knew it, corrections included."""
    naming = (events.WorkerRegistered, events.WorkerCorrected)
    return [i.fact.name for i in history if isinstance(i.fact, naming) and i.fact.name][-1]


def birth_date(history: Iterable[Recorded]) -> date:
    """The date of birth as the record knew it, corrections included."""
    telling = (events.WorkerRegistered, events.WorkerCorrected)
    return [
        i.fact.birth_date for i in history if isinstance(i.fact, telling) and i.fact.birth_date
    ][-1]


def facts(history: Iterable[Recorded], decisive: dict[int, str]) -> Iterator[Told]:
    """The facts that decided, each with its part in it, and those that say where and who."""
    for item in history:
        if item.version in decisive:
            yield _shown(item, decisive[item.version])
        elif isinstance(item.fact, CONTEXT):
            yield _shown(item, "context")


def _shown(item: Recorded, role: str) -> Told:
    fact = item.fact
    assert isinstance(fact, DatedFact)
    return {
        "role": role,
        "fact": fact.stored_as,
        "version": item.version,
        "position": item.position,
        "effective_on": fact.effective_on.isoformat(),
        "counted_by": getattr(fact, "counted_by", None),
        "recorded_at": moment(item.envelope.recorded_at).isoformat(),
        "recorded_by": item.envelope.recorded_by,
    }
