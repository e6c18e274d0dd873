"""The city's units: one tree, with days of validity and successors."""

from datetime import date
from typing import Any

import pytest

from domain.unit.units import Level, Unit, UnitsLoaded, UnitsUnusable, UnitTree, UnitUnknown


def unit(code: str, level: str, parent: str | None = None, **more: Any) -> Unit:
    return Unit(code=code, name=f"单位{code}", level=Level(level), parent=parent, **more)


CITY = unit("440700", "city")
REVERSED = {"valid_from": date(2005, 1, 1), "valid_until": date(2004, 12, 31)}
PENGJIANG, JIANGHAI = unit("440703", "county", "440700"), unit("440704", "county", "440700")
OLD = unit("440703009", "street", "440703", valid_until=date(2004, 6, 30), successor="440703008")
MIDDLE = unit(
    "440703008",
    "street",
    "440703",
    valid_from=date(2004, 7, 1),
    valid_until=date(2005, 6, 30),
    successor="440703002",
)
BAISHA = unit("440703002", "street", "440703")
COMMUNITY = unit("440703002101", "community", "440703002")
TREE = UnitTree([CITY, PENGJIANG, JIANGHAI, OLD, MIDDLE, BAISHA, COMMUNITY])


def test_a_whole_tree_is_one():
    assert TREE.checked() is TREE
    into_a_street = unit("440703002102", "community", "440703002", successor="440703002")
    assert UnitTree([*TREE.units.values(), into_a_street]).checked()
    assert TREE.city == CITY
    assert TREE.at_level(Level.COUNTY) == [PENGJIANG, JIANGHAI]


@pytest.mark.parametrize(
    ("units", "problem"),
    [
        ([PENGJIANG], "no-city"),
        ([CITY, unit("440800", "city")], "no-city"),
        ([CITY, unit("440703002", "street", "440703")], "parent-unknown"),
        ([CITY, unit("440703", "county")], "parent-unknown"),
        ([CITY, unit("440703002", "street", "440700")], "wrong-parent-level"),
        ([CITY, PENGJIANG, unit("440704", "county", "440703")], "wrong-parent-level"),
        ([CITY, PENGJIANG, unit("1", "community", "440703")], "wrong-parent-level"),
        ([CITY, PENGJIANG, OLD], "successor-unknown"),
        ([CITY, unit("440703", "county", "440700", successor="440703")], "circle"),
        (
            [
                CITY,
                unit("440703", "county", "440700", successor="440704"),
                unit("440704", "county", "440700", successor="440703"),
            ],
            "circle",
        ),
        (
            [CITY, PENGJIANG, unit("440703009", "street", "440703", successor="440703")],
            "wrong-successor-level",
        ),
        ([CITY, unit("440703", "county", "440700", **REVERSED)], "days-reversed"),
    ],
)
def test_units_that_are_not_one_tree_are_unusable(units, problem):
    with pytest.raises(UnitsUnusable) as refused:
        UnitTree(units).checked()
    assert refused.value.facts["problem"] == problem


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2004-06-30", "440703009"),
        ("2004-07-01", "440703008"),
        ("2005-06-30", "440703008"),
        ("2005-07-01", "440703002"),
    ],
)
def test_after_its_last_day_the_successor_stands_for_a_unit(day, in_force):
    assert TREE.in_force("440703009", date.fromisoformat(day)) == in_force


def test_a_unit_that_ended_without_successor_stands_for_itself():
    tree = UnitTree([CITY, unit("440703", "county", "440700", valid_until=date(2004, 6, 30))])
    assert tree.in_force("440703", date(2005, 1, 1)) == "440703"


def test_a_unit_covers_itself_and_what_lies_below():
    assert [u.code for u in TREE.upwards("440703002101")] == [
        "440703002101",
        "440703002",
        "440703",
        "440700",
    ]
    assert TREE.covers("440703", "440703002101")
    assert TREE.covers("440703", "440703")
    assert not TREE.covers("440704", "440703002101")
    assert not TREE.covers("440703002101", "440703")
    assert not TREE.covers("440703", "440799")
    assert TREE.below("440703002") == {"440703002", "440703002101"}


def test_what_is_not_in_the_tree_is_unknown():
    for ask in (TREE.__getitem__, TREE.below, lambda code: TREE.in_force(code, date(2004, 1, 1))):
        with pytest.raises(UnitUnknown) as refused:
            ask("440799")
        assert refused.value.facts == {"unit": "440799"}


def test_a_code_that_is_loaded_again_takes_the_new_description():
    tree = UnitTree([CITY, PENGJIANG])
    renamed = PENGJIANG.model_copy(update={"name": "蓬江新区"})
    tree.take(UnitsLoaded(source="tests", units=(renamed, JIANGHAI)))
    assert (tree["440703"].name, len(tree)) == ("蓬江新区", 3)
