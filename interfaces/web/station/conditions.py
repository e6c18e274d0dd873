"""The conditions of a rule in words: what it asks, how the person stands, and by which clause."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.policy.conditions import Line
from interfaces.texts.pages import later
from interfaces.web.visit import Visit


class Told(NamedTuple):
    """`tone` marks whether it is met."""

    condition: str
    value: str
    limit: str
    reference: str
    met: str
    tone: str


_MET = {
    True: ("good", later("● 符合")),
    False: ("bad", later("■ 不符合")),
    None: ("near", later("▲ 待判断")),
}
_COUNTED = {
    "age": (later("{n} 周岁"), later("满 {n} 周岁")),
    "unemployed_months": (later("{n} 个月"), later("满 {n} 个月")),
}
_CATEGORY = "category"


def told(visit: Visit, lines: Iterable[Line]) -> list[Told]:
    found = []
    for line in lines:
        tone, met = _MET[line.met]
        value, limit = _value(visit, line), _limit(visit, line)
        name = visit.words.word(line.condition)
        found.append(Told(name, value, limit, line.reference, visit.words.say(met), tone))
    return found


def _value(visit: Visit, line: Line) -> str:
    match line.value:
        case None:
            return "—"
        case bool(value):
            return visit.words.yes_no(value)
        case int(value):
            return visit.words.say(_COUNTED[line.condition.value][0], n=value)
        case date():
            return visit.words.day(line.value)
        case _:
            return visit.words.word(line.value)


def _limit(visit: Visit, line: Line) -> str:
    if line.condition == _CATEGORY:
        return visit.words.say("规定的四类人员")
    match line.limit:
        case bool(limit):
            return visit.words.yes_no(limit)
        case int(limit):
            return visit.words.say(_COUNTED[line.condition.value][1], n=limit)
        case _:
            return visit.words.say("不晚于 {day}", day=str(line.limit))
