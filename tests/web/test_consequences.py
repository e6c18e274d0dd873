"""What a command will bring about is said before it is carried out."""

from typing import Any

import pytest

from application.tracker import CaseTracker
from tests.api.requests import OTHER_STATION
from tests.web.cases import APPLIED, ISSUED, JOB, at, form_of
from tests.web.visitor import Visitor

FOLLOWS = {
    "a contract": ("start-employment", (), {"kind": "labour_contract"}, "自2005-03-01起计入再就业"),
    "flexible work": ("start-employment", (), {"kind": "flexible"}, "自2005-06-01起计入再就业"),
    "flexible work that ends early": (
        "start-employment",
        (),
        {"kind": "flexible"},
        "在此之前结束的，不计入",
    ),
    "flexible work, the rule": ("start-employment", (), {"kind": "flexible"}, "(4) +3"),
    "another kind": ("correct-employment", (JOB,), {"kind": "flexible"}, "自2004-07-01起计入"),
    "the same kind": ("correct-employment", (JOB,), {}, "自2004-04-01起计入再就业，依据JM-2003"),
    "dying": ("close-case", (), {"reason": "died"}, "自2005-03-01起不计入再就业率的分母"),
    "dying with a job of last year": (
        "close-case",
        (JOB,),
        {"reason": "died"},
        "2004-04-01开始的就业到2005-03-01为止",
    ),
    "dying after a job of this year": (
        "close-case",
        (at("2005-02-01", "start-employment", kind="labour_contract"),),
        {"reason": "died"},
        "本年内已实现再就业，退出后仍计入本年再就业率",
    ),
    "dying, in no rate": (
        "close-case",
        (at("2004-02-01", "correct-worker", reason="体检", able_to_work=False),),
        {"reason": "died"},
        "本来就不计入再就业率",
    ),
    "a wish withdrawn": ("close-case", (), {"reason": "wish_withdrawn"}, "复核员确认后，才自"),
    "a holder who retires": (
        "close-case",
        (APPLIED, ISSUED),
        {"reason": "retired"},
        "再就业优惠证44070304000001同时终止",
    ),
    "handing over": (
        "transfer-case",
        (),
        {"to_station": OTHER_STATION},
        "自2005-03-01起由蓬江区潮连街道负责",
    ),
    "losing sight": (
        "transfer-case",
        (),
        {"to_station": OTHER_STATION},
        "转出后，本机构不能再查阅和办理此人的档案",
    ),
}


@pytest.mark.parametrize(("command", "lines", "typed", "said"), FOLLOWS.values(), ids=FOLLOWS)
def test_what_will_follow_is_said_while_it_is_typed(
    clerk: Visitor,
    tracker: CaseTracker,
    command: str,
    lines: tuple[dict[str, Any], ...],
    typed: dict[str, Any],
    said: str,
):
    page = form_of(clerk, tracker, command, *lines)
    fields: dict[str, Any] = page.main.one("form", class_="card").values() | typed
    assert said in clerk.post(f"{page.path}/told", **fields).response.text


REVIEWED = {
    "granting": ("assess-assistance", {"hard_to_place": "true"}, "列为就业援助对象，依据江府"),
    "declining": ("assess-assistance", {"hard_to_place": "false"}, "不符合的条件：就业困难"),
    "issuing": ("issue-certificate", {}, "下次年检截止2006-03-31，逾期未检的2006-07-01失效"),
    "voiding": ("void-registration", {"reason": "fraud"}, "此人从各期统计中全部去除"),
}


@pytest.mark.parametrize(("command", "typed", "said"), REVIEWED.values(), ids=REVIEWED)
def test_the_last_check_says_what_will_follow(
    reviewer: Visitor, tracker: CaseTracker, command: str, typed: dict[str, Any], said: str
):
    page = form_of(reviewer, tracker, command, APPLIED)
    checked = reviewer.press(page, "下一步：核对", **typed)
    assert "最后核对" in checked.text
    assert said in checked.text
    back = reviewer.press(checked, "返回修改")
    assert back.form("下一步：核对").values().items() >= typed.items()
