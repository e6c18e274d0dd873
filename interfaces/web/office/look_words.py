"""What was looked at, in words, by the route that showed it."""

from collections.abc import Mapping

from interfaces.texts.pages import later
from interfaces.web.visit import Visit

FILE, FORM = later("人员档案"), later("业务办理")
APPLICATION, PAIR = later("申请审核"), later("重复登记比对")
PEOPLE_OF_FIGURE = later("数字背后的人员")
PERSON_LISTS, DUE_LISTS = later("人员查询"), later("到期名单")
_PROGRAM = later("程序接口：{what}")
API = "/api/"

WORDS: Mapping[str, str] = {
    "/workers/{worker}": FILE,
    "/workers/{worker}/certificate.pdf": later("打印优惠证"),
    "/workers/{worker}/review.pdf": later("打印年检记录"),
    "/workers/{worker}/{command}": FORM,
    "/workers/{worker}/{command}/told": FORM,
    "/assistance/{applicant}": APPLICATION,
    "/certificates/applications/{applicant}": APPLICATION,
    "/quality/duplicates/{one}/{other}": PAIR,
    "/people": later("导出人员查询结果"),
    "/today/{name}": later("导出待办名单"),
    "/assistance": later("导出援助申请"),
    "/assistance/returned": later("导出退回补正的申请"),
    "/certificates": later("导出优惠证申请"),
    "/certificates/held": later("导出优惠证名单"),
    "/certificates/reviews": later("导出年检名单"),
    "/training/class": later("导出培训班名单"),
    "/employment": later("导出就业名单"),
    "/employment/flexible": later("导出灵活就业名单"),
    "/employment/papers": later("导出缺材料的就业名单"),
    "/follow-ups": later("导出回访名单"),
    "/follow-ups/never": later("导出从未回访名单"),
    "/figures/{indicator}/people": PEOPLE_OF_FIGURE,
    "/figures/reemployment-rate/changes": later("数字变动涉及的人员"),
    "/quality/late": later("导出迟录名单"),
    "/quality/duplicates": later("导出疑似重复名单"),
    "/quality/short": later("导出资料不全名单"),
    "/log": later("导出记录日志"),
    "/api/v1/workers": PERSON_LISTS,
    "/api/v1/workers/search": PERSON_LISTS,
    "/api/v1/workers/{worker}": FILE,
    "/api/v1/workers/{worker}/timeline": FILE,
    "/api/v1/certificates": later("优惠证名单"),
    "/api/v1/due/certificates": DUE_LISTS,
    "/api/v1/due/follow-ups": DUE_LISTS,
    "/api/v1/due/flexible": DUE_LISTS,
    "/api/v1/due/ages": DUE_LISTS,
}
"""By route. The people behind a figure have a route for each indicator."""


def words_of(visit: Visit, route: str) -> str:
    behind = route.startswith("/api/v1/indicators/") and route.endswith("/people")
    said = PEOPLE_OF_FIGURE if behind else WORDS.get(route)
    if said is None:
        return route
    what = visit.words.say(said)
    return visit.words.say(_PROGRAM, what=what) if route.startswith(API) else what
