"""What a piece remembers of the life before it."""

from domain.worker.pieces import Piece, pieces_of
from tests.use_cases.specification import given
from tests.use_cases.words import (
    HE,
    closed,
    confirmed,
    ended,
    registered,
    reopened,
    started,
    transferred,
)


def pieces(*lines) -> list[Piece]:
    return pieces_of(given(registered(), *lines).ledger.case(HE).worker.life)


def days(*found) -> list[str | None]:
    return [str(day) if day else None for day in found]


TWO_JOBS = [started("2004-02-02"), ended("2004-05-10"), started("2004-08-02"), ended("2004-09-10")]


def test_a_piece_knows_the_latest_re_employment_and_the_one_before():
    cut = pieces(*TWO_JOBS, transferred("2004-10-01"))
    assert days(*(p.hired_on for p in cut)) == [
        None,
        "2004-02-02",
        "2004-02-02",
        "2004-08-02",
        "2004-08-02",
        "2004-08-02",
    ]
    assert days(*(p.hired_before for p in cut)) == [None] * 3 + ["2004-02-02"] * 3


def test_a_piece_knows_until_when_the_worker_was_last_without_work():
    cut = pieces(*TWO_JOBS)
    assert days(*(p.unemployed_until for p in cut)) == [
        None,
        "2004-02-02",
        "2004-02-02",
        "2004-08-02",
        "2004-08-02",
    ]


def test_a_piece_knows_the_fact_that_began_the_spell_without_work():
    cut = pieces(*TWO_JOBS, transferred("2004-10-01"), closed("2004-11-01"), reopened("2004-12-01"))
    assert [p.unemployed_by for p in cut] == [1, 1, 3, 3, 5, 5, 5, 8]
    assert [p.entered_by for p in cut] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_move_names_both_stations():
    before, after = pieces(transferred("2004-02-02", "440704001"))
    assert (before.to_station, after.from_station) == ("440704001", "440703002")


def test_only_a_confirmed_closing_is_marked():
    wish = closed("2004-05-10", "wish_withdrawn")
    assert [p.confirmed for p in pieces(wish)] == [False, False]
    assert [p.confirmed for p in pieces(wish, confirmed("2004-05-10"))] == [False, True]


def test_facts_recorded_late_are_named_by_their_place_in_the_file():
    cut = pieces(started("2004-08-02"), closed("2004-10-01"), transferred("2004-02-02"))
    assert [(p.entered, p.entered_by) for p in cut] == [
        ("registered", 1),
        ("moved", 4),
        ("reemployed", 2),
        ("left_city", 3),
    ]


def test_work_that_begins_to_count_on_the_day_of_closing_is_no_second_re_employment():
    jobs = [started("2004-02-02"), started("2004-02-10", "flexible")]
    cut = pieces(*jobs, closed("2004-05-10"))
    assert [p.entered for p in cut] == ["registered", "reemployed", "left_city"]
