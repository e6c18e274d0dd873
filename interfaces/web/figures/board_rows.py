"""The rows of the dashboard's table as its template draws them: with all streets, a hundred."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from application.indicators.completion_lines import Compared, Line
from application.indicators.measured import Lamp, Measured
from application.indicators.target_completion import Board
from interfaces.web.figures.asked import FiguresAsked
from interfaces.web.figures.board_table import unit_name
from interfaces.web.figures.charts.bullet import bullet
from interfaces.web.figures.telling import change, percent, tone_of
from interfaces.web.wording import Wording

PEOPLE, CHANGES = "/figures/reemployment-rate/people", "/figures/reemployment-rate/changes"
_WHOLE = 100.0
_KINDS = ("total", "", "below")
"""How a row looks by its depth."""


class Counted(NamedTuple):
    """The people of a group, each number with the way to those whom it counts, where it has one.

    `few`: fewer than a rate should be judged by. `short`: the target is not reached.
    """

    numbers: Sequence[tuple[str, str | None]]
    rate: str
    few: bool
    target: str
    done: str
    short: bool
    drawn: Markup | None


class BoardRow(NamedTuple):
    """`toggled` shows the parts of the unit, or no more; None where it has none."""

    id: str
    code: str
    kind: str
    rank: int | str
    name: str
    open: bool | None
    toggled: str | None
    groups: Sequence[Counted]
    changes: Sequence[str]
    lamp: Lamp | None
    why: str | None


@dataclass(frozen=True)
class BoardRows:
    """`links`: whether whoever looks may see the people behind a number."""

    board: Board
    asked: FiguresAsked
    words: Wording
    opened: Sequence[str]
    links: bool

    def of(self, lines: Iterable[Line]) -> Iterator[BoardRow]:
        return map(self._row, lines)

    def _row(self, line: Line) -> BoardRow:
        code, place = line.unit.code, self._place(line)
        return BoardRow(
            id=f"unit-{code}{'-own' if line.own else ''}",
            code=code,
            kind=_KINDS[line.depth] if line.depth < len(_KINDS) else "below deeper",
            rank=(line.rank or "") if line.depth == 1 else "",
            name=unit_name(line, self.words),
            open=line.open,
            toggled=None if line.open is None else self._toggled(line),
            groups=(
                self._counted("all", line.all, place, self._bullet(line.all.now)),
                self._counted("older", line.older, place),
            ),
            changes=(change(line.all.since_last_year), change(line.all.since_before)),
            lamp=line.lamp,
            why=f"{self._changes}{place}" if self.links else None,
        )

    def _counted(
        self, group: str, rate: Compared, place: str, drawn: Markup | None = None
    ) -> Counted:
        now, ways = rate.now, self._people[group]
        numbers = (now.denominator or 0, now.numerator or 0)
        return Counted(
            numbers=[
                (f"{number:,}", f"{way}{place}" if self.links and number else None)
                for number, way in zip(numbers, ways, strict=True)
            ],
            rate=percent(now.shown),
            few=0 < numbers[0] < self.board.small_group,
            target=percent(now.target),
            done=percent(now.done_percent),
            short=now.met is False,
            drawn=drawn,
        )

    @cached_property
    def _people(self) -> dict[str, list[str]]:
        """The ways to the people of a group's numbers, up to the place."""
        columns = ("denominator", "numerator")
        return {
            group: [
                self.asked.address(PEOPLE, unit=None, group=group, column=column)
                for column in columns
            ]
            for group in ("all", "older")
        }

    @cached_property
    def _changes(self) -> str:
        return self.asked.address(CHANGES, unit=None)

    def _place(self, line: Line) -> str:
        """What an address that asks of no unit goes on with: a period always stands before it."""
        return f"&unit={line.unit.code}&level={line.level.value}"

    def _toggled(self, line: Line) -> str:
        code = line.unit.code
        opened = [each for each in self.opened if each != code]
        together = opened if line.open else [*opened, code]
        return self.asked.address("/dashboard", open=",".join(together))

    def _bullet(self, now: Measured) -> Markup:
        says = self.words.say(
            "再就业率 {rate}，目标 {target}", rate=percent(now.shown), target=percent(now.target)
        )
        exact = None if now.exact is None else float(now.exact)
        target = None if now.target is None else float(now.target)
        tone = tone_of(now.lamp(self.board.near_percent))
        return bullet(exact, target, _WHOLE, tone, says)
