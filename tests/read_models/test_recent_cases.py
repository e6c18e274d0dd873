"""Where somebody left off: the cases that they wrote in last."""

from application.kernel.actors import operator
from application.read_models.recent_cases import RecentCases
from tests.read_models import office as place
from tests.read_models.office import ELSEWHERE, STATION, Office, day


def names(office: Office, by: str, **narrowed: object) -> list[str]:
    asked = RecentCases(by, day("2004-12-31"), **narrowed)  # type: ignore[arg-type]
    return [card["name"] for card in office.ask(asked)]


def test_the_case_written_in_last_comes_first_and_once(office: Office):
    first, second = office.register("陈建国"), office.register("李小红")
    assert names(office, "陈丽") == ["李小红", "陈建国"]
    office.tell("record-follow-up", "2004-01-02", worker=first, outcome="at_work")
    office.tell("record-follow-up", "2004-01-03", worker=second, outcome="at_work")
    office.tell("record-follow-up", "2004-01-04", worker=first, outcome="at_work")
    assert names(office, "陈丽") == ["陈建国", "李小红"]
    assert names(office, "陈丽", limit=1) == ["陈建国"]


def test_what_others_wrote_and_what_has_left_the_area_is_not_ones_own(office: Office, monkeypatch):
    worker = office.register("陈建国")
    office.register("李小红")
    office.tell("transfer-case", "2004-01-02", worker=worker, to_station=ELSEWHERE)
    assert names(office, "陈丽", area=STATION) == ["李小红"]
    assert names(office, "陈丽", area="440704") == ["陈建国"]
    monkeypatch.setattr(place, "CLERK", operator("王芳"))
    office.register("张三")
    assert names(office, "王芳") == ["张三"]
