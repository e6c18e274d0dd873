"""A clerk sees and works on the people of the own station, and on nobody else's."""

import pytest

from tests.api.requests import CHEN, LI, OTHER_STATION, STATION, Desk, registration

PERIOD = {"as_of": "2004-12-31"}


@pytest.fixture
def chen(clerk: Desk) -> str:
    """Someone of the clerk's station."""
    return clerk.register()


@pytest.fixture
def li(as_) -> str:
    """Someone of the other station."""
    return str(as_("stranger").register(LI, name="李红", station=OTHER_STATION))


@pytest.mark.parametrize("path", ["workers/{}", "workers/{}/timeline"])
@pytest.mark.parametrize(
    ("account", "status"),
    [
        *(("clerk", 200), ("reviewer", 200), ("office", 200), ("auditor", 200)),
        *(("stranger", 403), ("elsewhere", 403), ("admin", 403)),
    ],
)
def test_a_file_is_opened_only_in_its_area(as_, chen: str, path: str, account: str, status: int):
    answer = as_(account).get(path.format(chen))
    assert answer.status_code == status
    if status == 403:
        assert "陈" not in answer.text and CHEN not in answer.text


@pytest.mark.parametrize("by", ["uuid", "number"])
def test_a_case_is_written_only_in_its_area(as_, chen: str, by: str):
    job = {"worker": chen if by == "uuid" else CHEN, "effective_on": "2004-04-01"}
    refused = as_("stranger").do("start-employment", **job, kind="flexible")
    assert (refused.status_code, refused.json()["code"]) == (403, "outside-area")
    assert as_("clerk").do("start-employment", **job, kind="flexible").status_code == 201


def test_nobody_is_registered_at_another_station(as_):
    refused = as_("stranger").do("register-worker", **registration())
    assert (refused.status_code, refused.json()["code"]) == (403, "outside-area")


def test_a_transfer_hands_the_case_over(as_, clerk: Desk, chen: str):
    clerk.make("transfer-case", worker=chen, effective_on="2004-02-01", to_station=OTHER_STATION)
    assert clerk.get(f"workers/{chen}").status_code == 403
    assert as_("stranger").get(f"workers/{chen}").status_code == 200


def found(desk: Desk, **sought: str) -> set[str]:
    answers = [
        desk.get("workers", **sought).json(),
        desk.client.post("/api/v1/workers/search", json=sought).json(),
    ]
    assert answers[0] == answers[1]
    return {card["worker"] for card in answers[0]["items"]}


def test_a_search_never_shows_others(as_, clerk: Desk, chen: str, li: str):
    assert found(clerk) == {chen}
    assert found(clerk, q="李") == set()
    assert found(clerk, station=OTHER_STATION) == set()
    assert found(as_("reviewer")) == {chen, li}
    assert found(as_("reviewer"), q="lh") == {li}
    assert found(as_("elsewhere")) == set()
    assert found(as_("auditor"), station=STATION) == {chen}


def test_an_identity_number_finds_nobody_outside_the_area(as_, clerk: Desk, chen: str, li: str):
    def by_number(desk: Desk, number: str) -> list[str]:
        answer = desk.client.post("/api/v1/workers/search", json={"id_number": number})
        return [card["worker"] for card in answer.json()["items"]]

    assert by_number(clerk, CHEN) == [chen]
    assert by_number(clerk, CHEN.lower()) == [chen]
    assert by_number(clerk, LI) == []
    assert by_number(as_("auditor"), LI) == [li]


def test_lists_show_only_the_area(as_, chen: str, li: str):
    for worker, number in ((chen, "44070303000001"), (li, "44070303000002")):
        reviewer = as_("reviewer")
        reviewer.make("apply-for-certificate", worker=worker, effective_on="2003-11-01")
        reviewer.make(
            "issue-certificate",
            worker=worker,
            effective_on="2003-11-10",
            certificate_no=number,
        )
    for path in ("certificates", "certificates?standing=lapsed"):
        seen = {
            name: as_(name).client.get(f"/api/v1/{path}").json()["items"]
            for name in ("clerk", "stranger", "reviewer", "elsewhere")
        }
        assert [card["worker"] for card in seen["clerk"]] == [chen]
        assert [card["worker"] for card in seen["stranger"]] == [li]
        assert len(seen["reviewer"]) == 2
        assert seen["elsewhere"] == []


def units(desk: Desk, **asked: str) -> set[str]:
    answer = desk.get("indicators/reemployment-rate", **PERIOD, **asked)
    return {row["unit"] for row in answer.json()["rows"]}


def test_figures_are_those_of_the_area(as_, chen: str, li: str):
    assert units(as_("clerk")) == {STATION}
    assert units(as_("clerk"), level="county") == set()
    assert units(as_("reviewer")) == {"440703"}
    assert units(as_("reviewer"), level="street") >= {STATION, OTHER_STATION}
    assert "440700" in units(as_("office"))
    assert "440700" not in units(as_("reviewer"), level="street")


def test_an_answer_that_was_cut_for_one_account_is_whole_for_the_next(as_, chen: str, li: str):
    mine = units(as_("clerk"), level="street")
    assert mine == {STATION}
    assert units(as_("office"), level="street") > mine
    assert units(as_("clerk"), level="street") == mine


def test_the_people_behind_a_figure_are_those_of_the_area(as_, chen: str, li: str):
    def people(name: str, unit: str) -> object:
        answer = as_(name).get("indicators/reemployment-rate/people", **PERIOD, unit=unit)
        if answer.status_code != 200:
            return answer.json()["code"]
        return {person["worker"] for person in answer.json()["people"]}

    assert people("clerk", STATION) == {chen}
    assert people("clerk", OTHER_STATION) == "outside-area"
    assert people("clerk", "440703") == "outside-area"
    assert people("reviewer", "440703") == {chen, li}
    assert people("auditor", "440700") == {chen, li}
    assert people("admin", STATION) == "permission-missing"


def test_a_stranger_does_not_learn_how_far_a_case_has_come(as_, chen: str):
    """`stale-version` would tell how many facts there are."""
    refused = as_("stranger").do(
        "record-follow-up",
        {"If-Match": '"9"'},
        worker=chen,
        effective_on="2004-02-02",
        outcome="at_work",
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "outside-area")
