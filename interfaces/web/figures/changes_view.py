"""A change between two figures, as page and workbook show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from application.exports.tables import Column, Row, Table
from application.indicators.explain_change import Change, Changed, Side
from application.indicators.measured import points
from interfaces.web.figures.asked import FiguresAsked, usual_rules
from interfaces.web.figures.cells import CellAsked
from interfaces.web.figures.moments import as_typed
from interfaces.web.figures.telling import change, changed_rules, period_told, rule_told
from interfaces.web.freshness import moment_of
from interfaces.web.statistics import as_statistics
from interfaces.web.visit import Visit
from interfaces.web.wording import Wording

PATH = "/figures/reemployment-rate/changes"


class FactBetween(NamedTuple):
    """A fact that only one of the two figures counts, and how late it was told."""

    link: str
    effective_on: str
    fact: str
    recorded: str
    late: str


class PersonChanged(NamedTuple):
    link: str
    name: str
    numerator: int
    denominator: int
    cause: str
    facts: list[FactBetween]


@dataclass(frozen=True)
class ChangesView:
    change: Change
    first: FiguresAsked
    second: FiguresAsked
    cell: CellAsked
    visit: Visit

    @property
    def words(self) -> Wording:
        return self.visit.words

    @property
    def title(self) -> str:
        parts = [self.cell.unit_name(self.first.unit, self.words)]
        if self.cell.group != "all":
            parts.append(self.words.word(self.cell.group))
        return self.words.say("{figure}再就业率变动原因", figure="".join(parts))

    @property
    def parameters(self) -> dict[str, str | None]:
        """What the address has beside the first question."""
        return {
            "level": self.cell.level.value,
            "group": self.cell.group,
            "known_at": as_typed(self.first.known_at) or None,
            "as_of_2": f"{self.second.period.as_of}",
            "known_at_2": as_typed(self.second.known_at) or None,
        }

    def address(self, **changed: str | None) -> str:
        return self.first.address(PATH, **(self.parameters | changed))

    def known(self, side: Side) -> str:
        if side.asked.known_at is None:
            return moment_of(self.visit, self.change.position)
        return as_typed(side.asked.known_at)

    @property
    def points(self) -> str:
        return change(points(self.change.after.rate, self.change.before.rate))

    @property
    def numerator(self) -> int:
        return _difference(self.change, "numerator")

    @property
    def denominator(self) -> int:
        return _difference(self.change, "denominator")

    @property
    def periods(self) -> tuple[str, str]:
        first, second = (period_told(self.words, each.period) for each in (self.first, self.second))
        return first, second

    @cached_property
    def changed(self) -> list[str]:
        """The rules by which both were counted and that do not hold by themselves."""
        usual = usual_rules(self.visit, self.second)
        return list(changed_rules(self.words, self.change.after.rules, usual))

    @property
    def rules_changed(self) -> Iterator[str]:
        """The rules by which the two figures differ: 大龄起点 50 → 45."""
        after = self.change.after.rules
        for name, value in self.change.before.rules.items():
            if value != after[name]:
                told = (rule_told(self.words, name, rule) for rule in (value, after[name]))
                yield " → ".join(told)

    @property
    def shown(self) -> tuple[int, int]:
        return self.cell.seen + 1, self.cell.seen + len(self.change.people)

    @property
    def next_page(self) -> str | None:
        seen = self.shown[1]
        return self.address(seen=f"{seen}") if seen < self.change.count else None

    @cached_property
    def people(self) -> list[PersonChanged]:
        return [self._person(each) for each in self.change.people]

    def _person(self, each: Changed) -> PersonChanged:
        link = f"/workers/{each.worker}"
        facts = [
            FactBetween(
                f"{link}#t-{fact['version']}",
                fact["effective_on"],
                self.words.word(fact["fact"]),
                self.words.say(
                    "{moment} {account} 入帐",
                    moment=self.words.moment(datetime.fromisoformat(fact["recorded_at"])),
                    account=fact["recorded_by"],
                ),
                self._late(fact["effective_on"], fact["recorded_at"]),
            )
            for fact in each.cause.facts
        ]
        cause = self.words.word(each.cause.kind)
        return PersonChanged(link, each.name, each.numerator, each.denominator, cause, facts)

    def _late(self, effective_on: str, recorded_at: str) -> str:
        days = (date.fromisoformat(recorded_at[:10]) - date.fromisoformat(effective_on)).days
        return self.words.say("迟 {n} 天", n=days) if days > 0 else ""


def _difference(found: Change, count: str) -> int:
    after, before = (getattr(side.rate, count) or 0 for side in (found.after, found.before))
    return int(after - before)


def changes_table(view: ChangesView) -> Table:
    """Everybody who entered or left; the sums of the changes stand first."""
    words, say = view.words, view.words.say
    columns = [
        Column(words.field("name")),
        Column(say("再就业数变动"), "change", summed=True),
        Column(say("人数变动"), "change", summed=True),
        Column(say("归因")),
        Column(say("期间的事实")),
    ]
    total = Row([say("合计"), view.numerator, view.denominator, None, None], total=True)
    rows = [
        Row([person.name, person.numerator, person.denominator, person.cause, _told(person)])
        for person in view.people
    ]
    notes = [*_moments(view), *view.changed, *view.rules_changed]
    table = Table(view.title, columns, [total, *rows], notes=notes)
    return as_statistics(
        table, words, view.first.unit.name, view.periods[1], say("人"), signed=False
    )


def _moments(view: ChangesView) -> list[str]:
    """The two moments, each with its figure."""
    words, say = view.words, view.words.say
    return [
        say(
            "第{which}时点：截止 {day}，记录截至 {known}，{numerator} / {denominator} 人",
            which=which,
            day=side.asked.as_of,
            known=view.known(side),
            numerator=words.number(side.rate.numerator),
            denominator=words.number(side.rate.denominator),
        )
        for which, side in ((1, view.change.before), (2, view.change.after))
    ]


def _told(person: PersonChanged) -> str:
    return "; ".join(
        " ".join(filter(None, (fact.effective_on, fact.fact, fact.recorded, fact.late)))
        for fact in person.facts
    )
