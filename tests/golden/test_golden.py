"""What was once stored is read for ever as what it was; what is stored now is stored so."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid5

import orjson
import pytest

from application.kernel.log import shortening
from application.kernel.log.packing import packed, unpacked
from application.kernel.writing.rules_in_force import NAMESPACE
from domain.catalogue import CATALOGUE, FACTS
from domain.follow_up.follow_ups import FollowUpRecorded, Outcome
from domain.kernel.fact import DatedFact
from tests.golden import forms
from tests.golden.approve import approve
from tests.golden.content import FACTS as CONTENT
from tests.golden.forms import ENVELOPE, FOLDER, fields_of, file_of, line_of, stored

FILES = sorted(FOLDER.glob("*.json"))
STREAM = uuid5(NAMESPACE, "golden")


def name_and_revision(file: Path) -> tuple[str, int]:
    name, _, revision = file.stem.rpartition(".")
    return name, int(revision)


def test_every_fact_has_a_golden_file_for_its_present_revision():
    assert [file_of(kind).name for kind in FACTS if not file_of(kind).exists()] == []


def test_no_revision_before_the_present_one_has_lost_its_file():
    expected = {(kind.stored_as, n) for kind in FACTS for n in range(1, kind.revision + 1)}
    assert {name_and_revision(file) for file in FILES} == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_golden_file_loads_for_ever_to_the_approved_fact(file: Path):
    form = orjson.loads(file.read_bytes())
    name, revision = name_and_revision(file)
    assert form["stored"]["revision"] == revision
    read = unpacked((7, STREAM.hex, 3, name, orjson.dumps(form["stored"])))
    assert (read.position, read.stream, read.version, read.envelope) == (7, STREAM, 3, ENVELOPE)
    assert type(read.fact).__name__ == form["kind"]
    assert fields_of(read.fact) == form["fields"]


@pytest.mark.parametrize("fact", CONTENT, ids=lambda fact: type(fact).__name__)
def test_a_fact_is_stored_in_the_form_approved_for_its_revision(fact):
    # Where this fails, the form has changed: raise the revision and write an upcaster.
    assert stored(fact) == orjson.loads(file_of(type(fact)).read_bytes())["stored"]


TERSE = (
    '[1081742400123456,"陈丽","440703002","DW9PDn8LT16KVW2LHC4/QA",1,'
    '{"effective_on":"2004-04-12","outcome":"at_work","next_on":"2004-07-12","note":"电话回访"}]'
)


SHORT = bytes.fromhex(
    "020003d7d6c77f72400d6f4f0e7f0b4f5e8a556d8b1c2e3f408b567a39b3e3c98ebd10cbcd0d8c0d"
    "70ab35d10522432344e9f77ccad617ebe73e9d3defc5bafd447810648039c880da5800"
)
DIGEST = "d7714084b138c9e40c00f807a095b227c0fa7d17c5ac28540591400a022c077c"
VISIT = FollowUpRecorded(
    effective_on=date(2004, 4, 12),
    outcome=Outcome.AT_WORK,
    next_on=date(2004, 7, 12),
    note="电话回访",
)


@pytest.mark.parametrize("state", [TERSE.encode(), SHORT], ids=["terse", "short"])
def test_each_form_of_a_fact_in_the_log_loads_for_ever(state: bytes):
    read = unpacked((7, STREAM.bytes, 3, VISIT.stored_as, state))
    assert (read.stream, read.envelope, read.fact) == (STREAM, ENVELOPE, VISIT)


def test_facts_are_stored_in_the_short_form():
    state = packed(VISIT, ENVELOPE)
    assert state[:25] == SHORT[:25]
    assert line_of(state) == line_of(SHORT)
    assert len(state) <= len(SHORT)


def test_the_dictionary_of_the_short_form_stays_as_it_is_for_ever():
    # Where this fails, no fact that is stored can be read: another dictionary is another form.
    assert sha256(shortening.DICTIONARY).hexdigest() == DIGEST


@pytest.mark.parametrize("fact", CONTENT, ids=lambda fact: type(fact).__name__)
def test_the_content_leaves_no_field_empty(fact):
    empty = [name for name, value in fact if value is None]
    assert empty == []
    assert type(fact) in FACTS


class CourseHeld(DatedFact):
    """A fact that only this test knows."""

    stored_as: ClassVar[str] = "test.course_held"

    course: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(forms, "FOLDER", tmp_path)
    return tmp_path


def test_approving_writes_what_is_missing_and_nothing_else(folder: Path):
    held: dict[str, Any] = {"effective_on": "2004-05-10"}
    first = CourseHeld.model_validate(held | {"course": "电工"})
    assert [file.name for file in approve([first])] == ["test.course_held.1.json"]
    before = (folder / "test.course_held.1.json").read_bytes()
    assert approve([CourseHeld.model_validate(held | {"course": "家政服务"})]) == []
    assert (folder / "test.course_held.1.json").read_bytes() == before


def test_a_stored_name_is_never_taken_away():
    assert {name_and_revision(file)[0] for file in FILES} <= set(CATALOGUE.by_name)
