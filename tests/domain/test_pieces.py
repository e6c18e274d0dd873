"""A life cut into pieces: of which status, at which station, from and until when, by which flow.

A row: status, station, since → until, how it was entered → how it was left (| who was hired when).
"""

from itertools import pairwise

import pytest

from domain.worker.pieces import Piece, pieces_of
from tests.use_cases.specification import given
from tests.use_cases.words import (
    HE,
    closed,
    corrected,
    ended,
    job_voided,
    registered,
    reopened,
    started,
    transferred,
)

B, C, J = "440703002", "440703005", "440704001"
NAMES = {B: "白沙", C: "潮连", J: "江南"}


def row(piece: Piece) -> str:
    place = NAMES[piece.station]
    span = f"{piece.since:%y%m%d}–{f'{piece.until:%y%m%d}' if piece.until else ''}"
    return f"{piece.status} {place} {span} {piece.entered}→{piece.left or ''}"


LIVES = {
    "registered": ([], ["unemployed 白沙 031008– registered→"]),
    "hired and lost the job": (
        [started("2004-02-02"), ended("2004-05-10")],
        [
            "unemployed 白沙 031008–040202 registered→reemployed",
            "reemployed 白沙 040202–040510 reemployed→job_lost",
            "unemployed 白沙 040510– job_lost→",
        ],
    ),
    "hired on the day of registration": (
        [started("2003-10-08")],
        [
            "unemployed 白沙 031008–031008 registered→reemployed",
            "reemployed 白沙 031008– reemployed→",
        ],
    ),
    "from one job into the next on one day": (
        [started("2004-02-02"), ended("2004-05-10"), started("2004-05-10")],
        [
            "unemployed 白沙 031008–040202 registered→reemployed",
            "reemployed 白沙 040202–040510 reemployed→job_lost",
            "unemployed 白沙 040510–040510 job_lost→reemployed",
            "reemployed 白沙 040510– reemployed→",
        ],
    ),
    "flexible work that ended a day too early": (
        [started("2004-03-31", "flexible"), ended("2004-06-29")],
        ["unemployed 白沙 031008– registered→"],
    ),
    "flexible work that lasted three months to the day": (
        [started("2004-03-31", "flexible"), ended("2004-06-30")],
        [
            "unemployed 白沙 031008–040630 registered→reemployed",
            "reemployed 白沙 040630–040630 reemployed→job_lost",
            "unemployed 白沙 040630– job_lost→",
        ],
    ),
    "flexible work under way": (
        [started("2004-03-31", "flexible")],
        [
            "unemployed 白沙 031008–040630 registered→reemployed",
            "reemployed 白沙 040630– reemployed→",
        ],
    ),
    "flexible work cut short by leaving": (
        [started("2004-03-31", "flexible"), closed("2004-06-29")],
        [
            "unemployed 白沙 031008–040629 registered→left_city",
            "closed 白沙 040629– left_city→",
        ],
    ),
    "two jobs that overlap are one re-employment": (
        [
            started("2004-02-02"),
            started("2004-03-01", "flexible"),
            ended("2004-06-10", started_on="2004-02-02"),
            ended("2004-08-10"),
        ],
        [
            "unemployed 白沙 031008–040202 registered→reemployed",
            "reemployed 白沙 040202–040810 reemployed→job_lost",
            "unemployed 白沙 040810– job_lost→",
        ],
    ),
    "a job within another makes no difference": (
        [started("2004-02-02", "flexible"), started("2004-06-01"), ended("2004-06-20")],
        [
            "unemployed 白沙 031008–040502 registered→reemployed",
            "reemployed 白沙 040502– reemployed→",
        ],
    ),
    "handed over": (
        [transferred("2004-02-02", C)],
        [
            "unemployed 白沙 031008–040202 registered→moved",
            "unemployed 潮连 040202– moved→",
        ],
    ),
    "handed over and hired on one day": (
        [started("2004-02-02"), transferred("2004-02-02", J)],
        [
            "unemployed 白沙 031008–040202 registered→moved",
            "unemployed 江南 040202–040202 moved→reemployed",
            "reemployed 江南 040202– reemployed→",
        ],
    ),
    "handed over at work": (
        [started("2004-02-02"), transferred("2004-03-01", C)],
        [
            "unemployed 白沙 031008–040202 registered→reemployed",
            "reemployed 白沙 040202–040301 reemployed→moved",
            "reemployed 潮连 040301– moved→",
        ],
    ),
    "left the ledger at work and came back without": (
        [started("2004-02-02"), closed("2004-05-10", "enlisted"), reopened("2004-08-01")],
        [
            "unemployed 白沙 031008–040202 registered→reemployed",
            "reemployed 白沙 040202–040510 reemployed→enlisted",
            "closed 白沙 040510–040801 enlisted→reopened",
            "unemployed 白沙 040801– reopened→",
        ],
    ),
    "hired on the day of leaving": (
        [started("2004-05-10"), closed("2004-05-10", "died")],
        [
            "unemployed 白沙 031008–040510 registered→reemployed",
            "reemployed 白沙 040510–040510 reemployed→died",
            "closed 白沙 040510– died→",
        ],
    ),
    "left and came back on one day": (
        [closed("2004-05-10"), reopened("2004-05-10")],
        [
            "unemployed 白沙 031008–040510 registered→left_city",
            "closed 白沙 040510–040510 left_city→reopened",
            "unemployed 白沙 040510– reopened→",
        ],
    ),
    "came back and was hired on one day": (
        [closed("2004-02-02"), reopened("2004-05-10"), started("2004-05-10")],
        [
            "unemployed 白沙 031008–040202 registered→left_city",
            "closed 白沙 040202–040510 left_city→reopened",
            "unemployed 白沙 040510–040510 reopened→reemployed",
            "reemployed 白沙 040510– reemployed→",
        ],
    ),
    "a job that never was": (
        [started("2004-02-02"), ended("2004-05-10"), job_voided("2004-02-02")],
        ["unemployed 白沙 031008– registered→"],
    ),
    "registered elsewhere and earlier, as it turned out": (
        [started("2004-02-02"), corrected(station=C, registered_on="2003-09-01")],
        [
            "unemployed 潮连 030901–040202 registered→reemployed",
            "reemployed 潮连 040202– reemployed→",
        ],
    ),
}


def pieces(lines) -> list[Piece]:
    return pieces_of(given(registered(), *lines).ledger.case(HE).worker.life)


@pytest.mark.parametrize(("lines", "rows"), LIVES.values(), ids=LIVES)
def test_a_life_is_cut_into_pieces(lines, rows):
    assert [row(piece) for piece in pieces(lines)] == rows


@pytest.mark.parametrize(("lines", "_rows"), LIVES.values(), ids=LIVES)
def test_pieces_follow_each_other_without_gap(lines, _rows):
    cut = pieces(lines)
    assert (cut[0].entered, cut[-1].until, cut[-1].left) == ("registered", None, None)
    for before, after in pairwise(cut):
        assert (before.until, before.left, before.left_by, before.to_station) == (
            after.since,
            after.entered,
            after.entered_by,
            after.station,
        )
