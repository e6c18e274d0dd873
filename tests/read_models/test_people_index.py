"""The people index is kept up person by person, and asked together with a snapshot."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from application.read_models import OPENED
from application.read_models.certificates import CertificateList
from application.read_models.duplicates import DuplicatePage, LikelyDuplicates
from application.read_models.search import HowManyFound, Search
from tests.read_models.office import OTHER_STATION, Office, day

TODAY = day("2005-02-01")
EVERYBODY = Search("", TODAY)


def opened(office: Office) -> dict[str, Counter[tuple[Any, ...]]]:
    """Everything that the index holds after a question."""
    office.ask(HowManyFound(EVERYBODY))
    tables = [table for opened in OPENED for table in opened.tables]
    with office.tracker.people._reading.connect() as index:
        return {t.name: Counter(map(tuple, index.execute(select(t)))) for t in tables}


def test_kept_up_it_is_as_opened_anew(office: Office):
    worker, other = office.register("区伟", phone="0750-3301234"), office.register("欧伟")
    assert all(len(rows) for name, rows in opened(office).items() if name != "certificate_numbers")
    office.certify(worker, "2004-02-02", "44070304000001")
    for command, fields in (
        ("transfer-case", {"worker": worker, "to_station": OTHER_STATION}),
        ("start-employment", {"worker": worker, "kind": "flexible", "employer": "早餐档"}),
        ("correct-worker", {"worker": other, "name": "单雄信", "reason": "按户口簿"}),
        ("merge-worker", {"worker": other, "into": worker}),
    ):
        office.tell(command, "2004-04-01", **fields)
        kept_up = opened(office)
        office.tracker.people.forget()
        assert kept_up == opened(office), command


def test_whoever_a_snapshot_does_not_show_is_left_out(office: Office):
    office.certify(office.register(), "2004-02-02", "44070304000001")
    tracker = office.tracker
    with tracker.store.reading() as snapshot:
        before = tracker.engines.sight(snapshot, tracker.rules, tracker.store.name)
        assert before.position
        office.certify(office.register(), "2004-02-03", "44070304000002")
        assert len(office.ask(EVERYBODY).items) == 2
        assert len(EVERYBODY.answer(before).items) == 1
        assert len(CertificateList(TODAY).answer(before).items) == 1
        found = LikelyDuplicates().answer(before)
        assert DuplicatePage(found, TODAY).answer(before).items == []
    assert len(office.ask(DuplicatePage(found, TODAY)).items) == 1
