"""What an answer says besides its rows, also in a file that is opened years later."""

import gc
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.conftest import RATE, REGISTER, lines


def test_figures_say_their_period_and_the_rules_that_were_switched(taizhang, here):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    switched = ("--rule", "denominator=classic", "--rule", "older_male=45")
    told = "2004-01-01 – 2004-12-31, denominator=classic, older_male=45"
    assert f"reemployment-rate {told} (" in taizhang(*RATE, *switched).stdout
    opened = ("explain", *RATE[1:], "--unit", "440700", *switched)
    assert f"reemployment-rate 440700 all, {told}: " in taizhang(*opened).stdout
    number = ("explain", "certificates", *RATE[2:], "--unit", "440700", "--column", "issued")
    assert (
        " 440700 all soe_laid_off, 2004-" in taizhang(*number, "--category", "soe_laid_off").stdout
    )


def test_a_workbook_says_what_was_asked_on_a_sheet_of_its_own(taizhang, here):
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    then = ("--known-at", "2005-01-05T23:59:59+08:00", "--rule", "denominator=classic")
    for command in (RATE, ("explain", *RATE[1:], "--unit", "440700")):
        taizhang(*command, *then, "--format", "xlsx", "--output", here / "told.xlsx")
        workbook = CalamineWorkbook.from_path(here / "told.xlsx")
        asked = {row[0]: row[1] for row in workbook.get_sheet_by_name("asked").to_python()}
        assert (asked["from"], asked["as_of"]) == ("2004-01-01", "2004-12-31")
        assert asked["known_at"] == "2005-01-05T23:59:59+08:00"
        assert (asked["rules.denominator"], asked["rules.age_at"]) == ("classic", "event")
        assert asked["position"] == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_workbook_that_no_disk_has_room_for_is_refused_in_one_line(taizhang, here, monkeypatch):
    besides: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", besides.append)
    taizhang("import", lines(here / "good.jsonl", REGISTER))
    found = taizhang(*RATE, "--format", "xlsx", "--output", "/dev/full")
    assert (found.exit_code, found.stderr) == (2, "taizhang: No space left on device\n")
    del found
    gc.collect()
    assert besides == []
