"""Open cases of every unit, with those of all below it."""

from application.read_models.open_cases import OpenCases
from tests.read_models.office import ELSEWHERE, STATION, Office


def test_a_unit_has_the_open_cases_of_all_below_it(office: Office):
    for name in ("甲", "乙"):
        office.register(name)
    gone = office.register("丙")
    office.register("丁", station=ELSEWHERE)
    office.tell("close-case", "2004-06-01", worker=gone, reason="left_city")
    everywhere = office.ask(OpenCases())
    assert (everywhere[STATION], everywhere["440703"], everywhere["440700"]) == (2, 2, 3)
    assert everywhere[ELSEWHERE] == 1
    assert everywhere["440705"] == 0


def test_an_area_counts_nothing_outside_and_nothing_above(office: Office):
    office.register("甲")
    office.register("丁", station=ELSEWHERE)
    assert dict(office.ask(OpenCases(STATION))) == {STATION: 1}
