"""The course of rates over months: lines, with their targets and the year before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from markupsafe import Markup

from interfaces.web.figures.charts.svg import element, text

WIDTH, HEIGHT = 1040, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 110, 20, 28
_STEP = 10
_APART = 15
"""Labels at the end of lines stand at least so far from each other."""


@dataclass(frozen=True, slots=True)
class Series:
    """`values` in percent by month, None where there is none; `label` stands at its end."""

    tone: str
    values: Sequence[float | None]
    label: str
    past: bool = False

    @property
    def last(self) -> tuple[int, float] | None:
        there = [(nth, value) for nth, value in enumerate(self.values) if value is not None]
        return there[-1] if there else None


@dataclass(frozen=True, slots=True)
class Target:
    tone: str
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Trend:
    """`months` stand under the axis; `title` and `description` are for who cannot see it."""

    title: str
    description: str
    months: Sequence[str]
    series: Sequence[Series]
    targets: Sequence[Target]

    def drawn(self) -> Markup:
        parts = [
            element("title", self.title, id="trend-title"),
            element("desc", self.description, id="trend-text"),
            *self._axis(),
            *self._target_lines(),
        ]
        for series in sorted(self.series, key=lambda each: not each.past):
            parts += self._line(series)
        return element(
            "svg",
            *parts,
            *self._labels(),
            class_="trend",
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_labelledby="trend-title trend-text",
        )

    @property
    def _highest(self) -> int:
        values = [value for each in self.series for value in each.values if value is not None]
        values += [target.value for target in self.targets]
        return min(max(_STEP * ceil(max(values, default=0) / _STEP), 2 * _STEP), 100)

    def _x(self, nth: int) -> float:
        apart = (WIDTH - _LEFT - _RIGHT) / max(len(self.months) - 1, 1)
        return _LEFT + nth * apart

    def _y(self, value: float) -> float:
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / self._highest

    def _axis(self) -> Iterator[Markup]:
        step = _STEP if self._highest <= 5 * _STEP else 2 * _STEP
        for value in range(0, self._highest + 1, step):
            y = self._y(value)
            yield element("path", d=f"M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}", class_="grid-line")
            yield text(f"{value}%", _LEFT - 8, y + 4, class_="scale", text_anchor="end")
        for nth, month in enumerate(self.months):
            yield text(month, self._x(nth), HEIGHT - 8.0, class_="scale", text_anchor="middle")

    def _target_lines(self) -> Iterator[Markup]:
        for target in self.targets:
            path = f"M{_LEFT} {self._y(target.value):.1f}H{WIDTH - _RIGHT}"
            yield element("path", d=path, class_=f"target {target.tone}")
            y = self._y(target.value) - 5
            yield text(target.label, _LEFT + 6, y, class_="scale")

    def _line(self, series: Series) -> Iterator[Markup]:
        places = [
            None if value is None else (self._x(nth), self._y(value))
            for nth, value in enumerate(series.values)
        ]
        tone = f"{series.tone} past" if series.past else series.tone
        for there, run in groupby(places, key=lambda place: place is not None):
            if there:
                path = "L".join(f"{place[0]:.1f} {place[1]:.1f}" for place in run if place)
                yield element("path", d=f"M{path}", class_=f"line {tone}")
        if not series.past:
            for place in filter(None, places):
                yield element("circle", cx=place[0], cy=place[1], r=3, class_=f"dot {tone}")

    def _labels(self) -> Iterator[Markup]:
        """At the end of each line; lines that end at one month keep their labels apart."""
        ends = [(*last, each) for each in self.series if (last := each.last)]
        above: dict[int, float] = {}
        for nth, value, series in sorted(ends, key=lambda end: (end[0], -end[1])):
            y = max(self._y(value) + 4, above.get(nth, -_APART) + _APART)
            above[nth] = y
            tone = f"{series.tone} past" if series.past else series.tone
            yield text(series.label, self._x(nth) + 9, y, class_=f"end {tone}")
