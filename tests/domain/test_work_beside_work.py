"""Work that runs beside other work goes on past its end: no job is lost then."""

import pytest

from tests.domain.test_pieces import pieces, row
from tests.use_cases.words import closed, ended, started

FIRST = {"started_on": "2004-02-02"}
LIVES = {
    "flexible work that begins to count on the day on which other work ends": (
        [started("2004-02-02"), started("2004-03-01", "flexible"), ended("2004-06-01", **FIRST)],
        [
            "unemployed 白沙 031008–040202 registered→reemployed",
            "reemployed 白沙 040202– reemployed→",
        ],
    ),
    "one of two jobs ended on the day of leaving": (
        [
            started("2004-02-02"),
            started("2004-03-01", "flexible"),
            ended("2004-08-10", **FIRST),
            closed("2004-08-10"),
        ],
        [
            "unemployed 白沙 031008–040202 registered→reemployed",
            "reemployed 白沙 040202–040810 reemployed→left_city",
            "closed 白沙 040810– left_city→",
        ],
    ),
}


@pytest.mark.parametrize(("lines", "rows"), LIVES.values(), ids=LIVES)
def test_the_other_work_goes_on(lines, rows):
    assert [row(piece) for piece in pieces(lines)] == rows
