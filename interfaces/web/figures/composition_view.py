"""Composition and flow as the page draws it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from application.indicators.composition import Below, Composed, Numbers
from application.indicators.switches import ALL
from domain.unit.units import Level, Unit
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import FiguresAsked, usual_rules
from interfaces.web.figures.charts.flows import Part, flows
from interfaces.web.figures.sheets import SHEETS, Sheet
from interfaces.web.figures.telling import changed_rules, period_told
from interfaces.web.freshness import fresh
from interfaces.web.visit import Visit


class Whom(NamedTuple):
    """Of whom the equation and the units are told."""

    group: str
    category: str

    @property
    def parameters(self) -> dict[str, str]:
        return {name: value for name, value in self._asdict().items() if value != ALL}


class Term(NamedTuple):
    """A number of the equation, with the sign before it."""

    sign: str
    name: str
    number: int
    link: str | None


@dataclass(frozen=True)
class CompositionView:
    found: Composed
    sheet: Sheet
    asked: FiguresAsked
    whom: Whom
    visit: Visit

    @property
    def path(self) -> str:
        return f"/composition/{self.sheet.name}"

    @property
    def title(self) -> str:
        definition = self.sheet.question.definition
        return definition.title.zh if self.visit.language == "zh" else definition.title.en

    @property
    def of_whom(self) -> str:
        """The group and the category, where it is not everybody."""
        return " · ".join(map(self.visit.words.word, self.whom.parameters.values()))

    @property
    def period(self) -> str:
        return period_told(self.visit.words, self.asked.period)

    @cached_property
    def fresh(self) -> str:
        return fresh(self.visit, self.found.position, self.asked.known_at)

    @property
    def notes(self) -> Iterator[str]:
        yield self.fresh
        yield from self.changed

    @cached_property
    def changed(self) -> list[str]:
        usual = usual_rules(self.visit, self.asked)
        return list(changed_rules(self.visit.words, self.found.rules, usual))

    @property
    def tabs(self) -> Iterator[tuple[str, str, bool]]:
        for sheet in SHEETS.values():
            link = self.asked.address(f"/composition/{sheet.name}")
            yield self.visit.words.say(sheet.tab), link, sheet is self.sheet

    @property
    def above(self) -> Iterator[tuple[Unit, str]]:
        """The units above this one that the account may see, from the top down."""
        area = self.visit.area
        for unit in reversed(list(self.visit.units.upwards(self.asked.unit.code))[1:]):
            if area is None or self.visit.units.covers(area, unit.code):
                yield unit, self.at(unit.code)

    def at(self, unit: str) -> str:
        return self.asked.address(self.path, unit=unit, **self.whom.parameters)

    def numbers(self, group: str, category: str) -> Numbers:
        return self.found.numbers(group, category)

    def people(
        self, column: str, group: str, category: str, below: Below | None = None
    ) -> str | None:
        """Where the people of a number are; None for an account that may not see people."""
        if not self.visit.may(Permission.READ_WORKERS):
            return None
        unit = below.unit if below else self.asked.unit
        level = below.level if below else unit.level
        return self.asked.address(
            f"/figures/{self.sheet.name}/people",
            unit=unit.code,
            level=level.value,
            group=group,
            column=column,
            category=None if category == ALL else category,
        )

    @property
    def equation(self) -> Iterator[Term]:
        if self.sheet.equation is None:
            return
        numbers = self.numbers(*self.whom)
        for sign, column in zip(("", "＋", "－", "＝"), self.sheet.equation[:4], strict=True):
            number, link = numbers[column], self.people(column, *self.whom)
            yield Term(sign, self.visit.words.word(column), number, link if number else None)

    @property
    def drawn(self) -> Markup | None:
        equation, word = self.sheet.equation, self.visit.words.word
        if equation is None:
            return None
        numbers = self.numbers(*self.whom)
        came = [Part(word(equation.start), numbers[equation.start], "stock")]
        came += self._flows(equation.reasons_in, "in")
        went = [Part(word(equation.end), numbers[equation.end], "stock")]
        went += self._flows(equation.reasons_out, "out")
        says = " ".join(f"{term.sign} {term.name} {term.number:,}" for term in self.equation)
        return flows(came, went, self.visit.words.say("期初、新增与减少、期末"), says)

    def _flows(self, reasons: Sequence[str], way: str) -> Iterator[Part]:
        """The greatest first, each in another shade."""
        numbers = self.numbers(*self.whom)
        for nth, reason in enumerate(sorted(reasons, key=lambda each: -numbers[each])):
            shade = min(nth, 3)
            yield Part(self.visit.words.word(reason), numbers[reason], f"{way}-{shade}")

    @cached_property
    def below(self) -> list[Below]:
        """All but the communities where nothing happened."""
        return [
            each
            for each in self.found.below
            if each.unit.level is not Level.COMMUNITY or any(each.numbers.values())
        ]
