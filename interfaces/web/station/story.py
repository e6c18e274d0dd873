"""A fact of a case in words: what was recorded, how late, by whom, and what it puts right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from application.kernel.clock import day_of
from interfaces.texts.pages import later
from interfaces.web.visit import Visit

_NUMBERED = {"id_number"}
_UNITS = {"station", "to_station"}
_PEOPLE = {"into", "duplicate", "other"}
_CHOSEN = {"sex", "category", "kind", "reason", "end_reason", "outcome"}
_TOLD_TOGETHER = {"counted_by", "older_age", "required_hours"}
_CALLED = {
    "review_due_on": later("年检截止日"),
    "lapses_on": later("逾期失效日"),
    "placement_until": later("就业跟踪截止日"),
    "old_certificate_no": later("原证号"),
    "duplicate": later("重复的登记"),
    "closed_on": later("退出日期"),
    "unmet": later("不符合的条件"),
}
"""Fields that only facts have; the others are called as in their commands."""
_CALLED_IN = {
    ("employment.corrected", "started_on"): later("原记录的开始日期"),
    ("employment.voided", "ended_on"): later("一并作废的结束日期"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A detail of a fact. Without a `label` the text is a whole sentence."""

    text: str
    label: str = ""
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as the timeline shows it. `late` are the days between what happened and its record.

    `puts_right` and `put_right_by` are the facts at the other end of a correction.
    """

    version: int
    fact: str
    on: date
    recorded_at: datetime
    late: int
    by: str
    station: str | None
    details: Sequence[Said]
    note: str | None
    struck: bool
    puts_right: Sequence[Mapping[str, Any]]
    put_right_by: Mapping[str, Any] | None


def told(visit: Visit, facts: Sequence[Mapping[str, Any]]) -> list[Told]:
    """The facts of a timeline in words, in their order."""
    names = visit.named({fact["recorded_by"] for fact in facts})
    by_version = {fact["version"]: fact for fact in facts}
    return [
        Told(
            version=fact["version"],
            fact=fact["fact"],
            on=fact["effective_on"],
            recorded_at=fact["recorded_at"],
            late=(day_of(fact["recorded_at"]) - fact["effective_on"]).days,
            by=names[fact["recorded_by"]],
            station=fact["station"],
            details=said(visit, fact["fact"], fact["details"]),
            note=fact["note"],
            struck=fact["struck"],
            puts_right=[by_version[version] for version in fact["corrects"]],
            put_right_by=by_version.get(fact["corrected_by"]),
        )
        for fact in facts
    ]


def said(visit: Visit, fact: str, details: Mapping[str, Any]) -> list[Said]:
    """The details of a fact, each in words; identity numbers are masked."""
    return [
        _SENTENCES[name](visit, details)
        if name in _SENTENCES
        else Said(_plain(visit, name, value), _label(visit, fact, name), _person(name, value))
        for name, value in details.items()
        if name not in _TOLD_TOGETHER
    ]


def _label(visit: Visit, fact: str, name: str) -> str:
    called = _CALLED_IN.get((fact, name)) or _CALLED.get(name)
    return visit.words.say(called) if called else visit.words.field(name)


def _person(name: str, value: Any) -> str:
    return str(value) if name in _PEOPLE else ""


def _plain(visit: Visit, name: str, value: Any) -> str:
    words = visit.words
    if isinstance(value, bool):
        return words.yes_no(value)
    if name in _PEOPLE:
        return words.say("查看档案")
    if name in _NUMBERED:
        return words.masked(value)
    if name in _UNITS:
        return visit.place(value)
    if isinstance(value, list):
        return words.say("、").join(words.word(each) for each in value)
    return words.word(value) if name in _CHOSEN else str(value)


def _counts(visit: Visit, details: Mapping[str, Any]) -> Said:
    day, rule = details["counts_from"], details["counted_by"]
    return Said(visit.words.say("自{day}起计入再就业，依据{rule}", day=day, rule=rule))


def _age(visit: Visit, details: Mapping[str, Any]) -> Said:
    age, older = details["age"], details["older_age"]
    return Said(visit.words.say("{age}周岁，大龄为满{older}周岁", age=age, older=older))


def _attended(visit: Visit, details: Mapping[str, Any]) -> Said:
    hours, required = details["attended_hours"], details["required_hours"]
    words = visit.words.say("出勤{hours}学时，应达{required}学时", hours=hours, required=required)
    return Said(words)


_SENTENCES: Mapping[str, Callable[[Visit, Mapping[str, Any]], Said]] = {
    "counts_from": _counts,
    "age": _age,
    "attended_hours": _attended,
}
