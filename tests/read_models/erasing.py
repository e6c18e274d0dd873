"""A life of which every personal field is planted with a word that is searched for afterwards."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import sql

from application.exports.history import history_lines
from application.kernel.actors import Actor, Right
from application.kernel.clock import new_id
from application.kernel.database import Database, PostgreSQL
from application.kernel.writing.sitting import Request
from application.read_models.activity import Activity
from application.read_models.certificates import CertificateList
from application.read_models.search import Search
from application.read_models.timeline import Timeline
from application.read_models.worker_file import WorkerFile
from application.tracker import HANDLERS, CaseTracker
from tests.oracle.book import identity_number
from tests.read_models.office import Office, moment

NUMBER = identity_number("1953-03-15", "male", 77)
OTHER_NUMBER = identity_number("1953-03-15", "male", 88)
CERTIFICATE, REPLACED = "44070304007777", "44070304008888"
TODAY = date(2005, 3, 1)
REASON = {"reason": "consent_withdrawn", "legal_reference": "个人信息保护法第四十七条"}
OTHERS = Actor("李科长", None, frozenset(Right))
_WORDS = (
    "欧阳藏金 西门改名 藏住址 13912340077 藏学历 藏原单位 藏备注 藏例外 藏更正 "
    "藏用人单位 藏执照 藏劳动证据 藏改业 藏援助证据 藏退回 藏认定 藏年检 藏暂停 "
    "藏恢复 藏换发 藏结业证 藏退训 藏回访 藏重开 ouyangcangjin oycj ou1yang2cang2jin1 "
)
PLANTED = (
    NUMBER,
    OTHER_NUMBER,
    CERTIFICATE,
    REPLACED,
    *_WORDS.split(),
)


def lived(office: Office) -> str:
    """Somebody whose every personal field is filled."""
    worker = office.register(
        "欧阳藏金",
        id_number=NUMBER,
        household_address="藏住址",
        phone="13912340077",
        education="藏学历",
        previous_employer="藏原单位",
        note="藏备注",
        override_reason="藏例外",
    )

    def tell(command: str, on: str, **fields: Any) -> None:
        office.tell(command, on, worker=worker, **fields)

    tell("correct-worker", "2003-10-09", reason="藏更正", id_number=OTHER_NUMBER, name="西门改名")
    tell("apply-for-assistance", "2004-01-05", evidence="藏援助证据")
    tell("return-assistance", "2004-01-06", reason="藏退回")
    tell("apply-for-assistance", "2004-01-07", evidence="藏援助证据")
    tell("assess-assistance", "2004-01-08", hard_to_place=True, evidence="藏认定")
    office.certify(worker, "2004-01-09", CERTIFICATE)
    tell("review-certificate", "2004-01-20", year=2004, passed=True, reason="藏年检")
    tell("suspend-certificate", "2004-02-01", reason="藏暂停")
    tell("resume-certificate", "2004-02-02", reason="藏恢复")
    tell("replace-certificate", "2004-02-03", reason="藏换发", certificate_no=REPLACED)
    _worked_and_trained(office, worker)
    return worker


def _worked_and_trained(office: Office, worker: str) -> None:
    def tell(command: str, on: str, **fields: Any) -> None:
        office.tell(command, on, worker=worker, **fields)

    job = {"kind": "labour_contract", "contract_months": 12}
    terms = {"employer": "藏用人单位", "licence_no": "藏执照", "evidence": "藏劳动证据"}
    tell("start-employment", "2004-03-01", **job, **terms)
    tell("correct-employment", "2004-03-02", started_on="2004-03-01", reason="藏改业", **job)
    tell("end-employment", "2004-06-01", reason="resigned", note="藏备注")
    tell("enrol-in-training", "2004-06-02", course="家政", hours=10)
    ended = {"course": "家政", "attended_hours": 10, "passed": True}
    tell("complete-training", "2004-06-20", **ended, training_certificate_no="藏结业证")
    tell("enrol-in-training", "2004-07-02", course="烹饪", hours=10)
    tell("leave-training", "2004-07-03", course="烹饪", reason="藏退训")
    tell("record-follow-up", "2004-08-01", outcome="not_reached", note="藏回访")
    tell("close-case", "2004-09-01", reason="left_city")
    tell("reopen-case", "2004-09-02", reason="藏重开")


def erase(office: Office, worker: str, on: str = "2005-02-01") -> None:
    office.tell("request-erasure", on, worker=worker, **REASON)
    carry_out(office, worker, on)


def carry_out(office: Office, worker: str, on: str = "2005-02-01", by: Actor = OTHERS) -> None:
    office.clock.at = max(office.clock.at, moment(f"{on}T18:00"))
    body = HANDLERS["erase-worker"].command.model_validate({"effective_on": on, "worker": worker})
    office.tracker.do(Request(body, by, new_id()))


def planted_in(database: Database) -> list[str]:
    """Planted values that stand in plain in any file of a ledger, or in any table on a server."""
    files = (file for file in database.files.parent.iterdir() if file.is_file())
    content = b"".join(file.read_bytes() for file in files)
    if isinstance(database, PostgreSQL):
        content += b"".join(_tables_of(database))
    return [text for text in PLANTED if text.encode() in content]


def _tables_of(database: PostgreSQL) -> Iterator[bytes]:
    with database.connected() as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (name,) in found.fetchall():
            copying = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(name))
            with connection.cursor().copy(copying) as told:
                yield b"".join(map(bytes, told))


def told_of(tracker: CaseTracker, worker: str) -> Iterator[str]:
    """Everything that questions and exports tell."""
    yield str(tracker.ask(WorkerFile(UUID(worker), None, TODAY)))
    yield str(tracker.ask(Timeline(UUID(worker))))
    yield str(tracker.ask(Activity(limit=200)))
    yield str(tracker.ask(CertificateList(TODAY)))
    for q in ("", "欧阳", "xi", CERTIFICATE, "1391"):
        yield str(tracker.ask(Search(q, TODAY)))
    yield b"".join(history_lines(tracker.register, HANDLERS)).decode()
