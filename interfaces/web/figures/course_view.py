"""The course of the rates: a drawing, and the same in a table for whoever reads numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from application.indicators.course import Point
from application.indicators.reporting_periods import Kind
from application.indicators.target_completion import Board
from interfaces.web.figures.charts.trend import Series, Target, Trend
from interfaces.web.figures.telling import percent
from interfaces.web.wording import Wording

TONES = {"all": "blue", "older": "orange"}


class Month(NamedTuple):
    """One month of this year beside the same of the year before; either may be missing."""

    name: str
    now: Point | None
    then: Point | None


@dataclass(frozen=True, slots=True)
class CourseView:
    board: Board
    words: Wording

    @property
    def months(self) -> list[Month]:
        now, then = self.board.courses
        return [
            Month(self._month(of_now or of_then), of_now, of_then)
            for of_now, of_then in zip_longest(now, then)
        ]

    def trend(self) -> Trend:
        say, months = self.words.say, self.months
        title = say("再就业率走势")
        first, last = self.board.courses.this_year[0], self.board.courses.this_year[-1]
        description = say(
            "{since} 为 {before}，{until} 为 {now}；下表列出各月数字。",
            since=first.period.as_of,
            before=percent(first.rates["all"].shown),
            until=last.period.as_of,
            now=percent(last.rates["all"].shown),
        )
        targets = [
            Target(
                TONES[group], float(rate.target), say("目标 {target}", target=percent(rate.target))
            )
            for group, rate in last.rates.items()
            if rate.target is not None
        ]
        return Trend(
            title, description, [each.name for each in months], list(self._series()), targets
        )

    def _series(self) -> Iterator[Series]:
        for group, tone in TONES.items():
            now = [_value(month.now, group) for month in self.months]
            then = [_value(month.then, group) for month in self.months]
            yield Series(tone, now, self._label(group, self.board.courses.this_year))
            yield Series(
                tone, then, self._label(group, self.board.courses.the_year_before), past=True
            )

    def _label(self, group: str, course: list[Point]) -> str:
        last = course[-1]
        names = {"all": self.words.say("全体"), "older": self.words.say("大龄")}
        return f"{names[group]} {percent(last.rates[group].shown)}"

    def _month(self, point: Point | None) -> str:
        assert point is not None
        day = point.period.as_of
        if self.board.period.kind is Kind.OWN:
            return f"{day.year % 100:02}-{day.month:02}"
        return self.words.say("{n}月", n=day.month)

    def years(self) -> tuple[str, str]:
        now, then = self.board.courses
        if self.board.period.kind is Kind.OWN:
            return self.words.say("本期"), self.words.say("上年同期")
        say = self.words.say
        year, before = now[-1].period.as_of.year, then[-1].period.as_of.year
        return say("{year}年", year=year), say("{year}年", year=before)


def _value(point: Point | None, group: str) -> float | None:
    exact = point.rates[group].exact if point else None
    return None if exact is None else float(exact)
