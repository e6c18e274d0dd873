"""Cases handed over, and closings that wait for the second level."""

from application.read_models.cases import ClosingsToConfirm, HandedOver
from application.read_models.due import FollowUpsDue, NeverFollowedUp
from application.read_models.how_many import HowMany
from tests.read_models.office import ELSEWHERE, OTHER_STATION, STATION, Office, day, pick

TODAY = day("2005-02-01")


def test_a_case_is_handed_over_to_whoever_did_not_have_it_before(office: Office):
    moved, within, long_ago, staying = (office.register(name) for name in ("甲", "乙", "丙", "丁"))
    office.tell("transfer-case", "2004-11-30", worker=long_ago, to_station=ELSEWHERE)
    office.tell("transfer-case", "2005-01-10", worker=moved, to_station=ELSEWHERE)
    office.tell("transfer-case", "2005-01-20", worker=within, to_station=OTHER_STATION)
    lately = day("2005-01-02")
    columns = ("name", "arrived_on", "arrived_from")
    assert pick(office, HandedOver(lately, TODAY, ELSEWHERE), *columns) == [
        ("甲", day("2005-01-10"), STATION)
    ]
    assert pick(office, HandedOver(lately, TODAY, OTHER_STATION), "name") == [("乙",)]
    # The district had the case before and has it still.
    assert pick(office, HandedOver(lately, TODAY, "440703"), "name") == []
    assert pick(office, HandedOver(lately, TODAY), "name") == [("甲",), ("乙",)]
    assert pick(office, HandedOver(lately, day("2005-01-15")), "name") == [("甲",)]
    office.tell("close-case", "2005-01-25", worker=moved, reason="left_city")
    assert pick(office, HandedOver(lately, TODAY, ELSEWHERE), "name") == []
    assert staying


def test_a_withdrawn_wish_waits_for_its_confirmation(office: Office):
    waiting, confirmed, retired, back = (office.register(name) for name in ("甲", "乙", "丙", "丁"))
    for worker in (waiting, confirmed, back):
        office.tell("close-case", "2005-01-10", worker=worker, reason="wish_withdrawn")
    office.tell("close-case", "2005-01-10", worker=retired, reason="retired")
    office.tell("confirm-closing", "2005-01-10", "2005-01-11", worker=confirmed)
    office.tell("reopen-case", "2005-01-12", worker=back, reason="愿意就业")
    assert pick(office, ClosingsToConfirm(TODAY), "name", "closed_on") == [
        ("甲", day("2005-01-10"))
    ]
    assert pick(office, ClosingsToConfirm(TODAY, ELSEWHERE), "name") == []
    office.tell("void-registration", "2005-01-15", worker=waiting, reason="entered_in_error")
    assert pick(office, ClosingsToConfirm(TODAY), "name") == []


def test_work_that_nobody_followed_up_is_due_by_the_months_of_the_policy_book(office: Office):
    names = ("从未", "以前回访过", "回访过", "约了日子", "失业")
    workers = {name: office.register(name) for name in names}
    office.tell(
        "record-follow-up", "2004-05-01", worker=workers["以前回访过"], outcome="not_reached"
    )
    for number, name in enumerate(names[:4], 1):
        office.tell(
            "start-employment", f"2004-11-0{number}", worker=workers[name], kind="labour_contract"
        )
    office.tell("record-follow-up", "2004-12-01", worker=workers["回访过"], outcome="at_work")
    office.tell(
        "record-follow-up",
        "2004-10-01",
        "2004-12-02",
        worker=workers["约了日子"],
        outcome="not_reached",
        next_on="2005-03-01",
    )
    columns = ("name", "employed_since", "due_on", "days_left")
    assert pick(office, NeverFollowedUp(day("2004-08-01"), TODAY), *columns) == [
        ("从未", day("2004-11-01"), day("2005-02-01"), 0),
        ("以前回访过", day("2004-11-02"), day("2005-02-02"), 1),
    ]
    assert pick(office, NeverFollowedUp(day("2004-11-02"), TODAY), "name") == [("以前回访过",)]
    assert pick(office, NeverFollowedUp(day("2004-08-01"), TODAY, ELSEWHERE), "name") == []


def test_lists_are_counted_together_as_they_would_be_listed(office: Office):
    for name in ("甲", "乙", "丙"):
        worker = office.register(name)
        office.tell("start-employment", "2004-11-01", worker=worker, kind="labour_contract")
    office.tell("record-follow-up", "2004-12-01", worker=worker, outcome="at_work")
    office.tell(
        "record-follow-up", "2004-12-02", worker=worker, outcome="at_work", next_on="2005-01-01"
    )
    lists = (
        NeverFollowedUp(day("2004-08-01"), TODAY),
        FollowUpsDue(TODAY, TODAY),
        FollowUpsDue(TODAY, TODAY, ELSEWHERE),
    )
    assert office.ask(HowMany(lists)) == (2, 1, 0)
    assert office.ask(HowMany(())) == ()
