"""Whoever is on the ledger is found by what a clerk types."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from application.read_models.name_keys import folded, keys_of
from application.read_models.search import FindByNumber, Search
from domain.certificate.certificates import Standing
from domain.kernel.identity_number import IdentityNumberInvalid
from domain.worker.vocabulary import Category
from tests.oracle.book import identity_number
from tests.read_models.office import ELSEWHERE, OTHER_STATION, STATION, Office, day

TODAY = day("2004-12-31")


def names(office: Office, q: str, **narrowed: object) -> list[str]:
    page = office.ask(Search(q, TODAY, **narrowed))  # type: ignore[arg-type]
    return [card["name"] for card in page.items]


@pytest.mark.parametrize(
    "q",
    [
        "陈",
        "建国",
        "陈 建国",
        "c",
        "CJG",
        "chenjianguo",
        "Chen Jian Guo",
        "ＣＨＥＮ",
        "chén jiàn guó",
        "che\u0301n",
        "chen2jian4guo2",
        "4407030400000",
        "gd-1",
        "0750 3301234",
        "07503301234",
    ],
)
def test_a_worker_is_found_however_it_is_typed(office: Office, q: str):
    worker = office.register("陈建国", phone="0750-3301234")
    office.register("李小红")
    office.certify(worker, "2004-02-02", "44070304000001")
    office.tell(
        "replace-certificate", "2004-03-02", worker=worker, certificate_no="GD-1", reason="遗失"
    )
    assert names(office, q) == ["陈建国"]


@pytest.mark.parametrize("q", ["%", "_", "/", "\\", "zzz", "字" * 300, "陈%国"])
def test_what_nobody_is_called_finds_nobody(office: Office, q: str):
    office.register("陈建国")
    assert names(office, q) == []


def test_nothing_typed_lists_everybody(office: Office):
    office.register("陈建国")
    assert names(office, "") == names(office, " ") == names(office, "|") == ["陈建国"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", "shanxiongxin"),
        ("曾国强", "zēngguóqiáng"),
        ("区伟", "ou1wei3"),
        ("解放", "xf"),
        ("仇和", "qiuhe"),
        ("尉迟恭", "yuchigong"),
        ("吕红", "lühong"),
        ("单雄信", "danxiongxin"),
        ("李Anna", "lianna"),
    ],
)
def test_a_surname_is_read_as_a_surname(office: Office, name: str, typed: str):
    office.register(name)
    assert names(office, typed) == [name]


def test_case_is_left_out_whatever_the_store_makes_of_it():
    assert folded("C J-G") == "cjg"


def test_names_are_put_in_order_by_the_reading_of_the_surname():
    assert keys_of("单雄信").sorting.startswith("shan4 ")


@given(st.text(max_size=200))
@example("·")
@example("7")
@example("a1")
@example("5")
@example("|")
def test_any_text_at_all_has_keys(name: str):
    # A projection that fails would hold up the ledger.
    keys = keys_of(name)
    assert len(keys.sorting) <= 200
    assert keys.typed[0] == folded(name)


def test_whole_names_come_first_then_beginnings_then_the_rest(office: Office):
    for name in ("李安妮", "马李", "李安", "安李安"):
        office.register(name)
    assert names(office, "李安") == ["李安", "李安妮", "安李安"]


def test_an_identity_number_is_no_word_to_search_for(office: Office):
    office.register(id_number=(number := identity_number("1955-01-02", "female")))
    assert names(office, number) == names(office, number[:6]) == []
    found = office.ask(FindByNumber(number.lower(), TODAY))
    assert [card["name"] for card in found] == ["陈建国"]
    assert office.ask(FindByNumber(number, TODAY, area=ELSEWHERE)) == []
    assert office.ask(FindByNumber(identity_number("1955-01-03", "female"), TODAY)) == []
    with pytest.raises(IdentityNumberInvalid):
        office.ask(FindByNumber(number[:17], TODAY))


def test_a_number_given_free_finds_the_live_registration_first(office: Office):
    number = identity_number("1955-01-02", "female")
    void = office.register("误登", id_number=number)
    office.tell("void-registration", "2004-02-01", worker=void, reason="entered_in_error")
    office.register("陈丽", id_number=number, on="2004-02-02")
    found = office.ask(FindByNumber(number, TODAY))
    assert [(card["name"], card["status"]) for card in found] == [
        ("陈丽", "unemployed"),
        ("误登", "void"),
    ]


def test_void_and_merged_workers_are_found_and_marked(office: Office):
    void, merged, kept = (office.register(name) for name in ("陈一", "陈二", "陈三"))
    office.tell("void-registration", "2004-02-01", worker=void, reason="fraud")
    office.tell("merge-worker", "2004-02-02", worker=merged, into=kept)
    found = office.ask(Search("陈", TODAY)).items
    assert {card["name"]: card["status"] for card in found} == {
        "陈一": "void",
        "陈二": "merged",
        "陈三": "unemployed",
    }
    assert names(office, "陈", status="merged") == ["陈二"]


def test_the_status_is_that_of_today(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-12-01", worker=worker, kind="flexible")
    assert names(office, "陈", status="unemployed") == ["陈建国"]
    assert names(office, "陈", status="reemployed") == []


def test_a_search_is_narrowed_to_area_and_stations(office: Office):
    office.register("陈一", station=STATION)
    office.register("陈二", station=OTHER_STATION)
    office.register("陈三", station=ELSEWHERE)
    assert names(office, "陈", area="440700") == ["陈二", "陈三", "陈一"]
    assert names(office, "陈", area="440703") == ["陈二", "陈一"]
    assert names(office, "陈", stations=(STATION, ELSEWHERE)) == ["陈三", "陈一"]
    assert names(office, "陈", area="440703", stations=(ELSEWHERE,)) == []
    assert names(office, "陈", stations=()) == []


@pytest.mark.parametrize("q", ["", "陈", "c"])
def test_pages_follow_each_other_without_gap_or_repetition(office: Office, q: str):
    for name in ("陈一", "陈一", "陈二", "李陈", "陈"):
        office.register(name)
    whole = [card["worker"] for card in office.ask(Search(q, TODAY)).items]
    paged, cursor = [], None
    for _ in range(5):
        page = office.ask(Search(q, TODAY, limit=1, cursor=cursor))
        paged += [card["worker"] for card in page.items]
        cursor = page.cursor
    assert cursor is None
    assert paged == whole
    assert len(set(whole)) == 5


def test_a_search_is_narrowed_by_category_and_by_how_the_certificate_stands(office: Office):
    holder = office.register("陈建国")
    office.certify(holder, "2004-02-02", "44070304000001")
    office.register("李小红", category="minimum_living")
    assert names(office, "", category=Category.MINIMUM_LIVING) == ["李小红"]
    assert names(office, "", standing=Standing.IN_FORCE) == ["陈建国"]
    assert names(office, "", standing=Standing.IN_FORCE, category=Category.MINIMUM_LIVING) == []
