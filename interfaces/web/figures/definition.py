"""指标解释: what an indicator counts, by which text, and by which other rules it could count."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.indicators.catalogue import INDICATORS, Indicator
from application.indicators.rules_in_force import RuleInForce, RulesInForce
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.figures.asked import FiguresAsked, figures_asked
from interfaces.web.figures.page import figures_page
from interfaces.web.figures.telling import RULES
from interfaces.web.visit import Visit, sees
from interfaces.web.wording import Wording

router = APIRouter(include_in_schema=False)

MEANINGS = {
    "denominator": later(
        "净口径减去再就业前因死亡、退休、出境、迁出、参军、服刑、丧失劳动能力退出的人；毛口径不减。（R4）"
    ),
    "attribution": later(
        "期内首次再就业者计入当日负责的站，其余计入截止日所在的站；或一律按截止日。（R6）"
    ),
    "age_at": later("大龄按期内首次再就业当日的年龄，其余按截止日；或一律按截止日。（R5）"),
    "numerator": later("期内曾实现再就业即计；或只计其中截止日仍在岗的人。（R3）"),
    "older_male": later("男性满多少周岁为大龄。"),
    "older_female": later("女性满多少周岁为大龄。"),
    "met_by": later("按精确数比较（100×分子与目标×分母），或按公布的两位小数比较。（R9）"),
    "category": later("只计一类人员，或全部。"),
}
REPORTED = ("net-new-jobs", "registered-unemployment-rate")
ON_THE_DASHBOARD = ("reemployment-rate", *REPORTED)


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule as a field: empty for what holds by itself, or another choice."""

    rule: RuleInForce
    words: Wording
    chosen: str

    @property
    def name(self) -> str:
        return self.rule.parameter.name

    @property
    def title(self) -> str:
        return self.words.say(RULES[self.name])

    @property
    def meaning(self) -> str:
        return self.words.say(MEANINGS[self.name])

    @property
    def usual(self) -> str:
        value = self.rule.value
        if isinstance(value, int):
            return self.words.say("{n}周岁", n=value)
        return self.words.word(value)

    @property
    def others(self) -> Iterator[tuple[str, str]]:
        for choice in self.rule.parameter.choices:
            if choice != self.rule.value:
                yield choice, self.words.word(choice)


@router.get("/indicators/{name}")
def definition(visit: Annotated[Visit, sees(Permission.READ_FIGURES)], name: str) -> Response:
    indicator = INDICATORS.get(name)
    if indicator is None:
        raise HTTPException(404)
    asked = figures_asked(visit)
    rules = visit.ask(RulesInForce(indicator.definition.rules, asked.period.as_of, asked.known_at))
    typed = visit.request.query_params
    switches = [Switch(rule, visit.words, typed.get(rule.parameter.name, "")) for rule in rules]
    return figures_page(
        visit,
        "figures/definition.html",
        asked=asked,
        definition=indicator.definition,
        others=INDICATORS.values(),
        switches=switches,
        aside="hx-request" in visit.request.headers,
        onward=onward(indicator, asked),
        kept=_kept(asked, switches),
    )


def onward(indicator: Indicator, asked: FiguresAsked) -> str:
    """The page that shows the indicator, to be asked again by other rules."""
    if indicator.name in ON_THE_DASHBOARD:
        return "/dashboard"
    return f"/composition/{indicator.name}"


def _kept(asked: FiguresAsked, switches: list[Switch]) -> dict[str, str]:
    """What the question has besides the rules that the form offers."""
    offered = {switch.name for switch in switches}
    return {name: value for name, value in asked.parameters.items() if name not in offered}
