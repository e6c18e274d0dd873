"""What every figure carries: its period and its definition."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from application.indicators.measured import Lamp
from application.indicators.reporting_periods import Kind, ReportingPeriod
from interfaces.texts.pages import later
from interfaces.web.wording import Wording

RULES = {
    "denominator": later("分母"),
    "attribution": later("归属单位"),
    "age_at": later("年龄"),
    "numerator": later("分子"),
    "older_male": later("男大龄起点"),
    "older_female": later("女大龄起点"),
    "met_by": later("达标判定"),
    "category": later("人员类别"),
}
TONES = {Lamp.MET: "good", Lamp.NEAR: "near", Lamp.MISSED: "bad"}
SHAPES = {Lamp.MET: "●", Lamp.NEAR: "▲", Lamp.MISSED: "■"}


def tone_of(lamp: Lamp | None) -> str:
    return TONES[lamp] if lamp else ""


def percent(rate: Decimal | None) -> str:
    return "—" if rate is None else f"{rate:.2f}%"


def change(points: Decimal | int | None) -> str:
    if points is None:
        return "—"
    return f"{points:+,}" if points else f"{points}"


def days(words: Wording, since: date, until: date) -> str:
    return words.say("{since} 至 {until}", since=since, until=until)


def period_told(words: Wording, period: ReportingPeriod) -> str:
    told = days(words, period.since, period.as_of)
    if period.kind is Kind.OWN:
        return told
    return f"{told} · {words.word(period.kind)}"


def rule_told(words: Wording, name: str, value: object) -> str:
    """A rule with its value, such as 分母：毛口径 or 男大龄起点：45周岁."""
    shown = words.say("{n}周岁", n=value) if isinstance(value, int) else words.word(value)
    return f"{words.say(RULES[name])}{words.say('：')}{shown}"


def changed_rules(
    words: Wording, rules: Mapping[str, Any], usual: Mapping[str, Any]
) -> Iterator[str]:
    """The rules by which an answer was counted and that do not hold by themselves."""
    for name, value in rules.items():
        if name in usual and value != usual[name]:
            yield words.say("口径：{rule}（非默认）", rule=rule_told(words, name, value))
