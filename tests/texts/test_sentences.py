"""Refusals as people meet them: each provoked at the door, each sentence approved."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from application.kernel.actors import Actor, operator
from application.kernel.clock import LOCAL
from application.kernel.keys.key import keys_beside
from application.kernel.log.register import Register
from application.kernel.writing.rules_in_force import Rules
from application.kernel.writing.shelf import Shelf
from application.kernel.writing.sitting import Request, perform
from application.tracker import HANDLERS, TRADE
from application.units.loading import PACKAGED, read_units
from domain.kernel.errors import DomainError
from domain.unit.units import UnitTree
from interfaces.texts import refusal_words
from tests.texts.approved import MAN, OTHER_STATION, REGISTRATION, SPOKEN, Step

NOW = datetime(2005, 12, 31, 9, tzinfo=LOCAL)
CITY = Rules(units=UnitTree(read_units(PACKAGED)))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    register = Register(tmp_path / "ledger.sqlite", keys_beside(tmp_path / "ledger.sqlite"))
    yield Shelf(register, b"key", CITY)
    register.close()


def refusal_of(shelf: Shelf, steps: Sequence[Step], last_by: Actor) -> DomainError:
    """What the last step is refused with; those before it are taken."""
    by = [operator("tests")] * (len(steps) - 1) + [last_by]
    requests = [
        Request(HANDLERS[name].command.model_validate(fields), who, uuid4())
        for (name, fields), who in zip(steps, by, strict=True)
    ]
    for request in requests[:-1]:
        perform(shelf, TRADE, request, NOW)
    with pytest.raises(DomainError) as refused:
        perform(shelf, TRADE, requests[-1], NOW)
    return refused.value


@pytest.mark.parametrize(("steps", "chinese", "english"), SPOKEN, ids=range(len(SPOKEN)))
def test_a_refusal_is_said_as_approved(shelf, steps, chinese: str, english: str):
    refusal = refusal_of(shelf, steps, operator("tests"))
    assert refusal_words(refusal.code, refusal.facts, "zh") == chinese
    assert refusal_words(refusal.code, refusal.facts, "en") == english


def test_who_may_not_is_told_where_the_limits_are(shelf):
    clerk = Actor("tests", OTHER_STATION, frozenset())
    refusal = refusal_of(shelf, [("register-worker", REGISTRATION)], clerk)
    words = "您没有办理此事的权限（办理台帐事项）。请由有权限的人员办理。"
    assert refusal_words(refusal.code, refusal.facts, "zh") == words

    clerk = Actor("tests", OTHER_STATION, operator("tests").rights)
    refusal = refusal_of(shelf, [("register-worker", REGISTRATION)], clerk)
    words = "This is outside your area (440704001). Ask the unit in charge, or have the case "
    assert refusal_words(refusal.code, refusal.facts, "en") == words + "transferred first."


def test_a_code_without_words_is_named_in_a_neutral_sentence():
    assert refusal_words("never-heard-of", {"x": 1}, "en") == (
        "This cannot be done (code never-heard-of). Check what was entered; if that does not "
        "help, tell the administrator the code."
    )
    assert "（代码 never-heard-of）" in refusal_words("never-heard-of", {}, "zh")


def test_an_identity_number_never_gets_into_words():
    facts = {"unit": MAN, "file": f"/{MAN}.csv", "problem": "not-found"}
    words = refusal_words("unit-unknown", facts, "en")
    assert words.startswith("There is no unit with that code (…).")
    assert MAN not in refusal_words("units-file-unusable", facts, "zh")
    assert "440703530315021" not in refusal_words("unit-unknown", {"unit": "440703530315021"}, "zh")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"known": ["2004-03-01", "2004-05-01"]},
            "请按已记录的开始日期填写：2004-03-01、2004-05-01。",
        ),
        ({"known": []}, "请按已记录的开始日期填写。"),
        ({}, "请按已记录的开始日期填写。"),
    ],
)
def test_a_part_without_its_fact_is_left_out(facts, words: str):
    assert refusal_words("employment-not-found", facts, "zh").endswith(words)


def test_sizes_are_told_in_mebibytes():
    words = refusal_words("too-large", {"bytes": 99 * 2**20, "limit": 64 * 2**20}, "en")
    assert words.startswith("The file is too large (99 MiB; at most 64 MiB).")


def test_a_field_is_named_as_where_it_stands():
    facts = {"field": "name", "longest": 64}
    assert "（帐号名）" in refusal_words("account-entry-unusable", facts, "zh")
    assert (
        "(unit name)"
        in refusal_words(
            "units-file-unusable", {"problem": "bad-line", "line": 3, "field": "name"}, "en"
        ).lower()
    )
