import pytest

from interfaces.accounts.roles import (
    CITY_WIDE,
    ROLE_PERMISSIONS,
    Permission,
    Role,
    area_contains,
    reaches,
)

# Approved by hand: whoever changes who may do what changes this table too.
APPROVED = """
                 clerk  reviewer  office  auditor  admin
read_workers     yes    yes       yes     yes      -
write_cases      yes    yes       -       -        -
review_cases     -      yes       -       -        -
read_figures     yes    yes       yes     yes      -
set_rules        -      -         yes     -        -
load_units       -      -         -       -        yes
import_files     yes    yes       -       -        -
manage_accounts  -      -         -       -        yes
read_log         -      -         -       yes      -
"""

PARENTS = {
    "440703002101": "440703002",
    "440703002": "440703",
    "440703": "440700",
    "440704001": "440704",
    "440704": "440700",
}


def test_the_table_of_roles_is_the_approved_one():
    head, *lines = [line.split() for line in APPROVED.strip().splitlines()]
    shown = {
        (role, line[0]): "yes" if line[0] in ROLE_PERMISSIONS[Role(role)] else "-"
        for line in lines
        for role in head
    }
    assert shown == {
        (role, line[0]): mark for line in lines for role, mark in zip(head, line[1:], strict=True)
    }
    assert set(head) == set(Role)
    assert {line[0] for line in lines} == set(Permission)


def test_office_and_auditor_alone_see_the_whole_city():
    assert {role for role in Role if role in CITY_WIDE} == {Role.OFFICE, Role.AUDITOR}


@pytest.mark.parametrize(
    ("account_unit", "station", "inside"),
    [
        ("440703002", "440703002", True),
        ("440703002", "440703002101", True),
        ("440703", "440703002101", True),
        ("440700", "440704001", True),
        ("440703002101", "440703002", False),
        ("440703002", "440703", False),
        ("440703", "440704001", False),
        # Not by the digits of the code: a unit may stand under another than its code tells.
        ("4407", "440703002", False),
        ("440703002", "999999999", False),
        ("", "440703002", False),
        ("440703002", "", False),
    ],
)
def test_an_area_is_the_unit_and_all_below_it(account_unit: str, station: str, inside: bool):
    assert area_contains(account_unit, station, PARENTS.get) is inside


def test_an_unknown_station_is_in_nobodys_area_even_where_the_tree_ends_in_an_empty_parent():
    assert not area_contains("", "440703002", lambda code: PARENTS.get(code, ""))


def test_a_tree_that_runs_in_a_circle_lets_nobody_in_and_ends():
    circle = {"440703002": "440703", "440703": "440703002"}
    assert not area_contains("440704", "440703002", circle.get)


@pytest.mark.parametrize(
    ("role", "reached"),
    [("clerk", False), ("reviewer", False), ("office", True), ("auditor", True), ("admin", False)],
)
def test_who_reaches_the_station_of_another_county(role: str, reached: bool):
    assert reaches(Role(role), "440703", "440704001", PARENTS.get) is reached


def test_a_reviewer_reaches_every_station_of_the_county():
    assert reaches(Role.REVIEWER, "440703", "440703002", PARENTS.get)
