"""A lost master key: figures are answered, people are locked, and nothing is lost with time."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from application.exports.history import history_lines
from application.kernel.clock import FixedClock
from application.kernel.keys.sealing import PeopleLocked
from application.read_models.duplicates import LikelyDuplicates
from application.read_models.search import Search
from application.read_models.timeline import Timeline
from application.read_models.whole_file import WholeFile
from application.read_models.worker_file import WorkerFile
from application.tracker import HANDLERS, CaseTracker
from domain.kernel.fact import LOCKED
from tests.ledger import rate_rows
from tests.read_models.erasing import PLANTED, TODAY, lived, told_of
from tests.read_models.office import Office, moment, office

__all__ = ["office"]


def in_2004(tracker: CaseTracker) -> dict[tuple[str, str], Any]:
    return dict(rate_rows(tracker, "2004-12-31", level="city"))


@pytest.fixture
def worker(office: Office, tmp_path: Path) -> str:
    """Somebody on a ledger that is closed, and whose master key is away."""
    worker = lived(office)
    office.register("陈建国")
    office.figures = in_2004(office.tracker)  # type: ignore[attr-defined]
    office.tracker.close()
    office.tracker.database.beside(".master").rename(tmp_path / "away")
    return worker


def again(office: Office) -> CaseTracker:
    return CaseTracker(office.tracker.database, clock=FixedClock(moment("2005-03-01T08:00")))


def test_figures_stay_and_people_are_locked(office: Office, worker: str):
    with again(office) as tracker:
        assert tracker.keys.locked is not None
        assert in_2004(tracker) == office.figures  # type: ignore[attr-defined]
        assert tracker.ask(WorkerFile(UUID(worker), None, TODAY))["name"] == LOCKED
        assert {card["name"] for card in tracker.ask(Search("", TODAY)).items} == {LOCKED}
        assert tracker.ask(Search("欧阳", TODAY)).items == []
        assert tracker.ask(LikelyDuplicates()).pairs == ()
        whole = tracker.ask(WholeFile(UUID(worker), None, TODAY, None))
        assert whole is not None
        assert whole.file["name"] == LOCKED
        told = str(tracker.ask(Timeline(UUID(worker))))
        assert [text for text in PLANTED if text in told] == []


def test_people_cannot_be_worked_on_and_rules_can(office: Office, worker: str):
    with again(office) as tracker:
        office.tracker = tracker
        with pytest.raises(PeopleLocked):
            office.tell("transfer-case", "2005-02-01", worker=worker, to_station="440703005")
        with pytest.raises(PeopleLocked):
            office.register("新来的人")
        with pytest.raises(PeopleLocked):
            list(history_lines(tracker.register, HANDLERS))
        with pytest.raises(PeopleLocked):
            tracker.rebuild()
        office.tell(
            "set-target",
            "2005-02-01",
            unit="440703",
            year=2005,
            indicator="reemployment-rate",
            value="61",
            reference="江府[2005]1号",
        )


def test_with_its_key_back_everybody_is_there_again(office: Office, worker: str, tmp_path: Path):
    again(office).close()
    (tmp_path / "away").rename(office.tracker.database.beside(".master"))
    with again(office) as tracker:
        told = " ".join(told_of(tracker, worker))
        assert "西门改名" in told
        assert tracker.verify() == []
