"""The tables of the sizes follow from the figures above them."""

import pytest

from docs.explanation import sizing
from tests.docs.pages import text_of

TEXT = text_of(sizing.PAGE)


def test_the_tables_are_worked_out_from_the_inputs():
    assert sizing.written(TEXT) == TEXT, "run: .venv/bin/python -m docs.explanation.sizing"


@pytest.mark.parametrize(
    "measured",
    [
        f"{sizing.BYTES_A_COMMAND * 11 / 1000:.1f} kB in PostgreSQL",
        f"{sizing.WAL_A_FACT:,} bytes a fact",
        f"{sizing.BACKUP_A_FACT} bytes a fact",
        f"{sizing.KEYS_A_PERSON} bytes a person",
        f"{sizing.INDEX_A_PERSON:,} bytes a person",
        f"{sizing.ROWS_A_PERSON} bytes a person",
        f"{sizing.COMMANDS_A_SECOND} a second",
        f"{sizing.REBUILT_A_SECOND:,} facts a second",
    ],
)
def test_what_is_put_in_is_what_the_page_says_was_measured(measured: str):
    assert measured in TEXT


def test_more_people_need_more_of_everything():
    for of in (sizing.commands, sizing.peak, sizing.facts, sizing.disk, sizing.rebuilding):
        sizes = [of(people) for people in sizing.TIERS.values()]
        assert sizes == sorted(sizes)
        assert sizes[-1] / sizes[0] == pytest.approx(100_000_000 / 30_000)
