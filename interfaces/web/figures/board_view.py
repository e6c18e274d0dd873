"""The dashboard as its template draws it: every number with the way to what is behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from application.indicators.completion_lines import Compared, Line
from application.indicators.target_completion import Board
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import ALL_SWITCHES, FiguresAsked
from interfaces.web.figures.board_table import lines_shown, notes, table_title, unit_name
from interfaces.web.figures.charts.bullet import bullet
from interfaces.web.figures.course_view import CourseView
from interfaces.web.figures.telling import (
    changed_rules,
    percent,
    period_told,
    tone_of,
)
from interfaces.web.figures.tiles import Tile, tiles_of
from interfaces.web.freshness import ledger_told
from interfaces.web.statistics import SIGNATURES
from interfaces.web.visit import Visit

_WHOLE = 100.0


@dataclass(frozen=True)
class BoardView:
    board: Board
    asked: FiguresAsked
    visit: Visit
    opened: Sequence[str]

    @property
    def title(self) -> str:
        return table_title(self.asked, self.visit.words)

    @property
    def period(self) -> str:
        return period_told(self.visit.words, self.board.period)

    @property
    def fresh(self) -> str:
        board = self.board
        return ledger_told(self.visit.words, board.position, board.last_recorded, board.known_at)

    @property
    def by_usual_rules(self) -> str:
        return self.asked.address("/dashboard", **dict.fromkeys(ALL_SWITCHES))

    @property
    def signatures(self) -> list[str]:
        return [self.visit.words.say(name) for name in SIGNATURES]

    @property
    def notes(self) -> Iterator[str]:
        return notes(self.board, self.visit.words)

    @cached_property
    def changed(self) -> list[str]:
        return list(changed_rules(self.visit.words, self.board.rules, self.board.usual))

    @property
    def tiles(self) -> Iterator[Tile]:
        return tiles_of(self.board, self.asked, self.visit.words)

    @cached_property
    def course(self) -> CourseView:
        return CourseView(self.board, self.visit.words)

    @cached_property
    def lines(self) -> list[Line]:
        return lines_shown(self.board)

    def name(self, line: Line) -> str:
        return unit_name(line, self.visit.words)

    def row_id(self, line: Line) -> str:
        return f"unit-{line.unit.code}{'-own' if line.own else ''}"

    def people(self, line: Line, group: str, column: str) -> str | None:
        """Where the people of a number are; None for an account that may not see people."""
        if not self.visit.may(Permission.READ_WORKERS):
            return None
        place = {"unit": line.unit.code, "level": line.level.value}
        path = "/figures/reemployment-rate/people"
        return self.asked.address(path, group=group, column=column, **place)

    def why(self, line: Line) -> str | None:
        if not self.visit.may(Permission.READ_WORKERS):
            return None
        place = {"unit": line.unit.code, "level": line.level.value}
        return self.asked.address("/figures/reemployment-rate/changes", **place)

    def toggled(self, line: Line) -> str:
        """The page with the parts of a unit shown, or no more."""
        code = line.unit.code
        opened = [each for each in self.opened if each != code]
        together = opened if line.open else [*opened, code]
        return self.asked.address("/dashboard", open=",".join(together))

    def bullet(self, line: Line) -> Markup:
        now = line.all.now
        says = self.visit.words.say(
            "再就业率 {rate}，目标 {target}", rate=percent(now.shown), target=percent(now.target)
        )
        exact = None if now.exact is None else float(now.exact)
        target = None if now.target is None else float(now.target)
        tone = tone_of(now.lamp(self.board.near_percent))
        return bullet(exact, target, _WHOLE, tone, says)

    def small(self, rate: Compared) -> bool:
        return 0 < (rate.now.denominator or 0) < self.board.small_group

    @property
    def one_target(self) -> str | None:
        """The target of all lines, where they have the same."""
        targets = {line.all.now.target for line in self.lines}
        return percent(targets.pop()) if len(targets) == 1 else None
