"""The people index is kept up person by person, and asked together with a snapshot."""

from collections import Counter
from collections.abc import Callable
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select

from application.kernel import each_second
from application.kernel.answering.query import Sight
from application.kernel.people import people_index
from application.kernel.people.opened_rows import Opened
from application.read_models import OPENED
from application.read_models.certificates import CertificateList
from application.read_models.duplicates import DuplicatePage, LikelyDuplicates
from application.read_models.search import Search
from tests.read_models.office import OTHER_STATION, Office, day

TODAY = day("2005-02-01")
EVERYBODY = Search("", TODAY)


def opened(office: Office) -> dict[str, Counter[tuple[Any, ...]]]:
    """Everything that the index holds after a question."""
    office.ask(EVERYBODY)
    memory = office.tracker.people.memory
    with memory.reading.connect() as index:
        tables = [*memory.tables, *(pairs.table for pairs in memory.pairs)]
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


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    """What is opened of whom, person by person, and at once where it is done aside."""
    monkeypatch.setattr(people_index, "STREAMS_AT_ONCE", 1)
    monkeypatch.setattr(each_second, "SECONDS", 0.01)
    done: list[Opened] = []
    told = Opened.told

    def counted(self: Opened, *given: Any) -> Any:
        done.append(self)
        return told(self, *given)

    monkeypatch.setattr(Opened, "told", counted)
    return done


def until(true: Callable[[], bool]) -> None:
    for _ in range(2_000):
        if true():
            return
        sleep(0.01)
    pytest.fail("it did not come true")


def test_after_many_facts_it_is_as_opened_anew_and_nobody_was_opened_twice(
    office: Office, slices: list[Opened], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(people_index, "_FACTS_AT_ONCE", 2)
    workers = [office.register(name) for name in "陈李何区单曾欧"]
    opened(office)
    for number, worker in enumerate(workers[:3]):
        office.certify(worker, "2004-02-02", f"4407030400000{number}")
    slices.clear()
    followed = opened(office)
    assert len(slices) == 3 * len(OPENED)
    office.tracker.people.forget()
    assert followed == opened(office)


def test_after_facts_about_most_people_everybody_is_opened(office: Office, slices: list[Opened]):
    workers = [office.register(name) for name in ("陈一", "李二", "何三")]
    opened(office)
    for worker in workers[:2]:
        office.tell("record-follow-up", "2004-02-02", worker=worker, outcome="not_reached")
    slices.clear()
    opened(office)
    assert len(slices) == (len(workers) + 1) * len(OPENED)


def test_it_is_filled_aside_and_follows_when_nobody_writes_any_more(
    office: Office, slices: list[Opened]
):
    tracker = office.tracker
    office.register("陈一")
    with tracker.people.kept_up(tracker.store):
        until(lambda: tracker.people.position == tracker.position)
        office.register("李二")
        until(lambda: tracker.people.position == tracker.position)
    slices.clear()
    assert len(office.ask(EVERYBODY).items) == 2
    assert slices == []


class Filling:
    """The index of an office is being filled: it is at the first of three people."""

    def __init__(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_go_on = Event(), Event()
        for name in ("陈一", "李二", "何三"):
            office.register(name)
        told = Opened.told

        def held_up(opened: Opened, *given: Any) -> Any:
            self.begun.set()
            assert self.may_go_on.wait(20)
            return told(opened, *given)

        monkeypatch.setattr(Opened, "told", held_up)


def test_whoever_asks_while_it_is_filled_waits_and_has_everybody(
    office: Office, slices: list[Opened], monkeypatch: pytest.MonkeyPatch
):
    tracker, filling = office.tracker, Filling(office, monkeypatch)

    class Asked:
        def answer(self, sight: Sight) -> int:
            filling.may_go_on.set()
            return len(EVERYBODY.answer(sight).items)

    with tracker.people.kept_up(tracker.store):
        assert filling.begun.wait(20)
        assert office.ask(Asked()) == 3
    assert len(slices) == (3 + 1) * len(OPENED)


def test_it_rests_after_each_slice_until_somebody_waits(
    office: Office, slices: list[Opened], monkeypatch: pytest.MonkeyPatch
):
    people = office.tracker.people
    monkeypatch.setattr(people_index, "SHARE", 1_000_000)
    for name in ("陈一", "李二", "何三"):
        office.register(name)
    with people.kept_up(office.tracker.store):
        until(lambda: len(slices) == len(OPENED))
        sleep(0.1)
        assert len(slices) == len(OPENED)
        assert len(office.ask(EVERYBODY).items) == 3


def test_a_server_that_stops_waits_for_no_more_than_a_few_people(
    office: Office, slices: list[Opened], monkeypatch: pytest.MonkeyPatch
):
    tracker, filling = office.tracker, Filling(office, monkeypatch)

    class Over(Event):
        def set(self) -> None:
            super().set()
            filling.may_go_on.set()

    monkeypatch.setattr(people_index, "Event", Over)
    with tracker.people.kept_up(tracker.store):
        assert filling.begun.wait(20)
    assert len(slices) == len(OPENED)
    pool: Any = tracker.store.engine.pool
    assert pool.checkedout() == 0
    assert len(office.ask(EVERYBODY).items) == 3


def test_nothing_of_it_is_ever_in_a_file(office: Office):
    people = office.tracker.people
    for engine in (people.memory.reading, people.memory.writing):
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "memory"
            assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
