"""Live registrations that may be one person are found, and shown to whoever may see both."""

import pytest

from application.kernel.answering.paging import CursorInvalid
from application.read_models.duplicates import DuplicatePage, LikelyDuplicates
from application.read_models.likeness import MODEL
from domain.kernel.identity_number import normalised
from domain.unit.units import UnitUnknown
from tests.read_models.office import ELSEWHERE, OTHER_STATION, STATION, Office, day

TODAY = day("2005-02-01")
COUNTY = "440703"
SLIP = "numbers_a_slip_apart same_name same_birth_date"


def pairs(office: Office, area: str | None = None) -> set[tuple[str, str, str]]:
    """Names of both in order, and what they have in common."""
    page = office.ask(DuplicatePage(office.ask(LikelyDuplicates(area)), TODAY))
    assert page.cursor is None
    return {
        (*sorted((pair["one"]["name"], pair["other"]["name"])), " ".join(pair["likenesses"]))
        for pair in page.items
    }


def born(date_: str, sequence: int) -> str:
    """A number of somebody of a district that nobody else here comes from, born on a date."""
    return normalised(f"440105{date_.replace('-', '')[2:]}{sequence:03}")


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        ({"id_number": born("1960-05-05", 125)}, SLIP),
        ({"id_number": born("1960-05-06", 123)}, "numbers_a_slip_apart same_name"),
        ({"id_number": born("1960-06-05", 123)}, "numbers_a_slip_apart same_name"),
        ({"id_number": born("1960-05-01", 523)}, "numbers_a_slip_apart same_name"),
        ({"id_number": normalised("440150600505123")}, SLIP),
        ({"id_number": normalised("440106600505123")}, SLIP),
        ({"id_number": born("1960-05-05", 901)}, "same_name same_birth_date"),
        (
            {"id_number": born("1971-01-02", 901), "phone": "(0750) 391-2345"},
            "same_name same_phone",
        ),
        ({"id_number": born("1971-01-02", 901)}, None),
        (
            {"id_number": born("1960-05-05", 901), "name": "陈建果"},
            "same_birth_date name_sounds_the_same",
        ),
        ({"id_number": born("1960-05-05", 901), "name": "李红"}, None),
    ],
)
def test_a_pair_is_found_by_what_it_has_in_common(
    office: Office, other: dict[str, str], alike: str | None
):
    office.register(id_number=born("1960-05-05", 123), phone="0750-3912345")
    office.register(**{"name": "陈建国", "station": OTHER_STATION} | other)
    name = other.get("name", "陈建国")
    assert pairs(office) == ({("陈建国", name, alike)} if alike else set())


def test_a_corrected_birth_date_hides_no_slip_in_the_number(office: Office):
    override = {"birth_date": "1961-01-01", "override_reason": "户口簿登记为准"}
    office.register(id_number=born("1960-05-05", 123), **override)
    office.register(id_number=born("1960-05-05", 125))
    assert pairs(office) == {("陈建国", "陈建国", "numbers_a_slip_apart same_name")}


def two(office: Office, **fields: str) -> tuple[str, str]:
    one = office.register(id_number=born("1960-05-05", 123))
    return one, office.register(id_number=born("1960-05-05", 125), **fields)


@pytest.mark.parametrize("turned", [False, True])
def test_who_was_merged_or_told_apart_is_not_proposed_again(office: Office, turned: bool):
    one, other = two(office)
    if turned:
        one, other = other, one
    assert len(pairs(office)) == 1
    office.tell("rule-out-duplicate", "2005-01-10", worker=one, other=other)
    assert pairs(office) == set()
    office.tell("merge-worker", "2005-01-11", worker=one, into=other)
    assert pairs(office) == set()
    office.tell("unmerge-worker", "2005-01-12", worker=one, into=other)
    assert pairs(office) == set()


def test_who_is_void_is_like_nobody(office: Office):
    one, _ = two(office)
    office.tell("void-registration", "2005-01-10", worker=one, reason="fraud")
    assert pairs(office) == set()


def test_a_closed_case_may_be_the_same_person_come_back(office: Office):
    one, _ = two(office)
    office.tell("close-case", "2005-01-10", worker=one, reason="left_city")
    assert len(pairs(office)) == 1


def test_a_correction_of_the_name_ends_the_likeness(office: Office):
    one, _ = two(office)
    office.tell("correct-worker", "2005-01-10", worker=one, name="李红", reason="错")
    assert pairs(office) == set()


def test_what_was_found_holds_on_while_nobody_becomes_another(office: Office):
    one, other = two(office)
    found = office.ask(LikelyDuplicates())
    office.tell("record-follow-up", "2005-01-10", worker=one, outcome="not_reached")
    office.tell("apply-for-certificate", "2005-01-10", worker=one)
    assert office.ask(LikelyDuplicates()) is found
    office.tell("transfer-case", "2005-01-11", worker=other, to_station=OTHER_STATION)
    assert office.ask(LikelyDuplicates(STATION)).across == 1
    assert office.ask(LikelyDuplicates()) is not found


def test_what_is_passed_over_makes_nobody_another():
    assert LikelyDuplicates.passed_over.isdisjoint(kind.stored_as for kind in MODEL.follows)


def test_who_was_told_apart_from_a_duplicate_is_so_from_the_one_it_was_merged_into(office: Office):
    one, other = two(office)
    third = office.register(id_number=born("1960-05-05", 121))
    office.tell("rule-out-duplicate", "2005-01-10", worker=one, other=third)
    assert len(office.ask(LikelyDuplicates()).pairs) == 2
    office.tell("merge-worker", "2005-01-11", worker=one, into=other)
    assert office.ask(LikelyDuplicates()).pairs == ()
    office.tell("unmerge-worker", "2005-01-12", worker=one, into=other)
    (pair,) = office.ask(LikelyDuplicates()).pairs
    assert {str(pair.one), str(pair.other)} == {other, third}


def test_a_pair_is_shown_to_whoever_may_see_both_and_counted_for_the_others(office: Office):
    two(office, station=OTHER_STATION)
    office.register("区伟", id_number=born("1965-01-01", 123), station=STATION)
    office.register("区伟", id_number=born("1965-01-01", 125), station=ELSEWHERE)
    seen = {
        area: (len(found.pairs), found.across)
        for area in (None, "440700", COUNTY, STATION, ELSEWHERE, "440784")
        for found in [office.ask(LikelyDuplicates(area))]
    }
    assert seen == {
        None: (2, 0),
        "440700": (2, 0),
        COUNTY: (1, 1),
        STATION: (0, 2),
        ELSEWHERE: (0, 1),
        "440784": (0, 0),
    }
    with pytest.raises(UnitUnknown):
        office.ask(LikelyDuplicates("449999"))


def test_the_most_alike_come_first_page_by_page(office: Office):
    for sequence in (123, 125, 127, 901):
        office.register(id_number=born("1960-05-05", sequence))
    found = office.ask(LikelyDuplicates())
    strengths, cursor = [], None
    while True:
        page = office.ask(DuplicatePage(found, TODAY, limit=2, cursor=cursor))
        strengths += [len(pair["likenesses"]) for pair in page.items]
        assert page.cursor or len(strengths) == 6
        if page.cursor is None:
            break
        cursor = page.cursor
    assert strengths == [3, 3, 3, 2, 2, 2]
    with pytest.raises(CursorInvalid):
        office.ask(DuplicatePage(found, TODAY, cursor="x"))
