"""Work that waits at a station, so that its lists have rows: told of whoever is there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from application.kernel.actors import operator
from application.read_models.assistance import AssistanceWaiting
from application.read_models.certificates import ApplicationsPending
from application.read_models.search import Search
from application.read_models.worker_file import WorkerFiles
from application.tracker import CaseTracker
from domain.certificate.rules import QUALIFYING
from domain.worker.vocabulary import Status
from tests.ledger import record, request

COURSE = "家政2005-7"
_ON = "2005-07-20"
Line = dict[str, Any]
File = Mapping[str, Any]


def leave_work(tracker: CaseTracker, station: str, today: date) -> None:
    """Somebody attends a course, waits for a judgement or a certificate, is due for a visit."""
    found = tracker.ask(Search("", today, station, status=Status.UNEMPLOYED, limit=40)).items
    workers = tuple(card["worker"] for card in found)
    files = list(tracker.ask(WorkerFiles(workers, station, today)).values())
    record(tracker, _lines([file for file in files if file["registered_on"] < date(2005, 7, 1)]))


def ask_to_be_erased(tracker: CaseTracker, station: str, today: date) -> None:
    """Two who work again have asked; one is erased, the other waits."""
    found = tracker.ask(Search("", today, station, status=Status.REEMPLOYED, limit=2)).items
    why = {"reason": "consent_withdrawn", "legal_reference": "个人信息保护法第四十七条"}
    for number, card in enumerate(found):
        asked = request({**_told("request-erasure", card, **why)})
        tracker.do(asked)
        if not number:
            erased = request(_told("erase-worker", card))
            tracker.do(replace(erased, by=operator("科长")))


def applicants(tracker: CaseTracker, station: str, today: date) -> list[UUID]:
    """Who waits for a judgement and for a certificate."""
    judged = tracker.ask(AssistanceWaiting(today, station)).items
    held = tracker.ask(ApplicationsPending(today, station)).items
    return [card["worker"] for card in judged if card["worker"] in {c["worker"] for c in held}]


def _lines(files: list[File]) -> Iterator[Line]:
    first = next(file for file in files if _may_hold(file))
    second = next(file for file in files if file is not first)
    for file in (first, second):
        yield _told("enrol-in-training", file, course=COURSE, trade="家政服务", hours=60)
        yield _told("record-follow-up", file, outcome="not_reached", next_on="2005-07-27")
        yield _told("apply-for-assistance", file, evidence="社区证明")
    yield _told("return-assistance", second, reason="缺社区证明")
    yield _told("apply-for-certificate", first)


def _may_hold(file: File) -> bool:
    return (
        file["certificate_standing"] == "none"
        and file["category"] in QUALIFYING[:3]
        and file["able_to_work"]
        and file["willing_to_work"]
    )


def _told(command: str, file: File, **fields: Any) -> Line:
    return {"command": command, "worker": str(file["worker"]), "effective_on": _ON, **fields}
