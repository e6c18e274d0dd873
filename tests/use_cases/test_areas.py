"""Everybody works in the own part of the city, with the own rights."""

import pytest

from application.kernel.actors import Actor, OutsideArea, Right, RightMissing
from application.tracker import HANDLERS
from tests.oracle.book import identity_number
from tests.use_cases.specification import given
from tests.use_cases.test_void_and_merge import BUSY, EVERY_COMMAND_ON_A_CASE, named
from tests.use_cases.words import (
    BAISHA,
    CHAOLIAN,
    COMMUNITY,
    ERASING,
    HE,
    JIANGNAN,
    SHE,
    corrected,
    followed_up,
    merged,
    registered,
    reported,
    ruled,
    target,
    transferred,
    unmerged,
)

EVERY_RIGHT = frozenset(Right)
REVIEWS = {
    "void-registration",
    "merge-worker",
    "unmerge-worker",
    "rule-out-duplicate",
    "confirm-closing",
    "return-assistance",
    "assess-assistance",
    "issue-certificate",
    "refuse-certificate",
    "review-certificate",
    "suspend-certificate",
    "resume-certificate",
    "withdraw-certificate",
    "replace-certificate",
    "decline-erasure",
    "erase-worker",
}
RULES = {"set-parameter", "set-target", "report-figure"}
ON_A_CASE = [*EVERY_COMMAND_ON_A_CASE, unmerged(on="2005-03-01"), *ERASING]


def clerk(area: str | None, *rights: Right) -> Actor:
    return Actor("陈丽", area, frozenset(rights) or EVERY_RIGHT)


@pytest.mark.parametrize("line", ON_A_CASE, ids=named)
@pytest.mark.parametrize("area", [CHAOLIAN, "440704", COMMUNITY])
def test_a_case_of_another_part_of_the_city_is_left_alone(area, line):
    given(registered(HE), registered(SHE), *BUSY).when(line, clerk(area)).then_refused(
        OutsideArea, area=area
    )


@pytest.mark.parametrize("area", [BAISHA, "440703", "440700", None])
def test_a_case_of_the_own_part_is_worked_on(area):
    result = given(registered()).when(followed_up("2004-02-02"), clerk(area))
    assert result.refusal is None


def test_a_station_works_for_its_communities():
    result = given(registered(station=COMMUNITY)).when(followed_up("2004-02-02"), clerk(BAISHA))
    assert result.refusal is None


def test_nobody_registers_for_another_station():
    given().when(registered(station=JIANGNAN), clerk("440703")).then_refused(OutsideArea)
    assert given().when(registered(station=JIANGNAN), clerk("440704")).refusal is None


def test_nobody_corrects_a_case_away():
    ledger = given(registered(station=BAISHA))
    ledger.when(corrected(station=JIANGNAN), clerk("440703")).then_refused(OutsideArea)
    assert ledger.when(corrected(station=CHAOLIAN), clerk("440703")).refusal is None


def test_a_transfer_hands_the_case_over():
    ledger = given(registered(station=BAISHA))
    assert ledger.when(transferred("2004-02-02", JIANGNAN), clerk(BAISHA)).refusal is None
    ledger.when(followed_up("2004-02-01"), clerk(BAISHA)).then_refused(OutsideArea)
    assert ledger.when(followed_up("2004-02-01"), clerk(JIANGNAN)).refusal is None


def test_both_of_a_merger_are_in_the_own_part():
    mine, another = registered(HE, station=BAISHA), registered(SHE, station=JIANGNAN)
    ledger = given(mine, another)
    for area in ("440703", "440704"):
        ledger.when(merged(), clerk(area)).then_refused(OutsideArea, area=area)
    assert ledger.when(merged(), clerk("440700")).refusal is None
    for area in ("440703", "440704"):
        ledger.when(unmerged(), clerk(area)).then_refused(OutsideArea, area=area)
    assert ledger.when(unmerged(), clerk("440700")).refusal is None


@pytest.mark.parametrize("line", [target("440704"), reported("440704"), target("440700")])
def test_targets_and_figures_are_of_the_own_part(line):
    given().when(line, clerk("440703")).then_refused(OutsideArea)
    assert given().when(line, clerk("440700")).refusal is None


def test_every_command_needs_its_right():
    needed = {
        name: Right.REVIEW_CASES
        if name in REVIEWS
        else Right.SET_RULES
        if name in RULES
        else Right.WRITE_CASES
        for name in HANDLERS
    }
    assert {name: handler.right for name, handler in HANDLERS.items()} == needed


@pytest.mark.parametrize(
    "line", [*ON_A_CASE, registered(), ruled("2004-07-01", "small_group", "20")], ids=named
)
def test_without_the_right_nothing_is_done(line):
    right = HANDLERS[line["command"]].right
    others = EVERY_RIGHT - {right}
    given(registered(identity_number("1960-05-05", "male"))).when(
        line, clerk(None, *others)
    ).then_refused(RightMissing, right=right)
