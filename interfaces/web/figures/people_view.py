"""People behind a number, as page and workbook show them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from application.indicators.explain import NUMERATOR, PARTS, WITHOUT_WORK
from application.indicators.units import GROUPS
from interfaces.texts.pages import later
from interfaces.web.figures.asked import FiguresAsked, usual_rules
from interfaces.web.figures.cells import CellAsked
from interfaces.web.figures.telling import changed_rules, period_told
from interfaces.web.figures.tiles import RATE
from interfaces.web.freshness import fresh
from interfaces.web.visit import Visit
from interfaces.web.wording import Wording

RULES = {
    "JM-2003 R3, R5, R6": later("R3 期内实现再就业；R5 年龄、R6 单位"),
    "JM-2003 R4": later("R4 截止日失业"),
    "JM-2003 R4 (classic)": later("R4 期内退出，未予减去"),
}
ROLES = {
    "unemployed": later("失业"),
    "reemployed": later("再就业"),
    "left": later("退出"),
    "context": later("相关"),
}
Found = Mapping[str, Any]


class FactShown(NamedTuple):
    """A fact with its place in the person's file; `role` is what it did to the figure."""

    link: str
    effective_on: str
    fact: str
    role: str
    recorded: str
    counted_by: str
    decisive: bool


@dataclass(frozen=True, slots=True)
class PersonShown:
    link: str
    name: str
    sex: str
    born: str
    older: bool
    station: str
    counted_as: str
    on: str
    rule: str
    facts: list[FactShown]


class Choice(NamedTuple):
    """Another number near this one: where it is, and whether it is this one."""

    words: str
    link: str
    current: bool


@dataclass(frozen=True)
class PeopleView:
    found: Found
    asked: FiguresAsked
    cell: CellAsked
    visit: Visit

    @property
    def words(self) -> Wording:
        return self.visit.words

    @property
    def rated(self) -> bool:
        return self.cell.indicator == RATE

    @cached_property
    def count(self) -> int:
        """How many the list has on all its pages, which is the number itself."""
        if not self.rated:
            return int(self.found["count"])
        numerator: int = self.found["numerator"]
        denominator: int = self.found["denominator"]
        parts = {NUMERATOR: numerator, WITHOUT_WORK: denominator - numerator}
        return parts.get(self.cell.column, denominator)

    @property
    def rate(self) -> Decimal | None:
        rate: str | None = self.found["rate"]
        return None if rate is None else Decimal(rate)

    @property
    def title(self) -> str:
        unit = self.cell.unit_name(self.asked.unit, self.words)
        parts = [unit, self.words.word(self.cell.column)]
        if self.cell.category != "all":
            parts.insert(1, self.words.word(self.cell.category))
        if self.cell.group != "all":
            parts.insert(1, self.words.word(self.cell.group))
        return " · ".join(parts)

    @property
    def notes(self) -> list[str]:
        """What the number carries: period, unit of measure, moment of knowledge, rules."""
        return [period_told(self.words, self.asked.period), self.fresh, *self.changed]

    @cached_property
    def fresh(self) -> str:
        return fresh(self.visit, self.found["position"], self.asked.known_at)

    @cached_property
    def changed(self) -> list[str]:
        usual = usual_rules(self.visit, self.asked)
        return list(changed_rules(self.words, self.found["rules"], usual))

    def address(self, **changed: str | None) -> str:
        return self.asked.address(self.cell.path, **(self.cell.parameters | changed))

    @property
    def parts(self) -> Iterator[Choice]:
        for part in PARTS if self.rated else ():
            link, current = self.address(column=part), part == self.cell.column
            yield Choice(self.words.word(part), link, current)

    @property
    def groups(self) -> Iterator[Choice]:
        for group in GROUPS:
            link, current = self.address(group=group), group == self.cell.group
            yield Choice(self.words.word(group), link, current)

    @property
    def shown(self) -> tuple[int, int]:
        """The places of the first and the last person on this page."""
        return self.cell.seen + 1, self.cell.seen + len(self.found["people"])

    @property
    def next_page(self) -> str | None:
        after = self.found["next_after"]
        if after is None:
            return None
        return self.address(seen=f"{self.shown[1]}", after=after if self.rated else None)

    @cached_property
    def people(self) -> list[PersonShown]:
        return [self._person(person) for person in self.found["people"]]

    def _person(self, person: Found) -> PersonShown:
        words, link = self.words, f"/workers/{person['worker']}"
        if self.rated:
            counted_as = words.say("分子、分母") if person["in_numerator"] else words.say("仅分母")
            told = RULES[person["rule"]]
            rule = words.say(told)
        else:
            counted_as, rule = words.word(person["counted_as"]), ""
        return PersonShown(
            link,
            person["name"],
            words.word(person["sex"]),
            person["birth_date"],
            person["older"],
            self.visit.unit_name(person["station"]),
            counted_as,
            person.get("reemployed_on") or "",
            rule,
            [self._fact(link, fact) for fact in person["facts"]],
        )

    def _fact(self, link: str, fact: Found) -> FactShown:
        words, recorded_at = self.words, datetime.fromisoformat(fact["recorded_at"])
        role = fact["role"]
        return FactShown(
            f"{link}#t-{fact['version']}",
            fact["effective_on"],
            words.word(fact["fact"]),
            words.say(ROLES[role]) if role in ROLES else words.word(role),
            words.say(
                "{moment} {account} 入帐",
                moment=words.moment(recorded_at),
                account=fact["recorded_by"],
            ),
            words.say("依{rule}计入", rule=fact["counted_by"]) if fact["counted_by"] else "",
            role != "context",
        )
