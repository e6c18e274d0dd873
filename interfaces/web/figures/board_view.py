"""The dashboard as its template draws it: every number with the way to what is behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from application.indicators.completion_lines import Line
from application.indicators.target_completion import Board
from interfaces.accounts.roles import Permission
from interfaces.web.figures.asked import ALL_SWITCHES, FiguresAsked
from interfaces.web.figures.board_rows import BoardRow, BoardRows
from interfaces.web.figures.board_table import lines_shown, notes, table_title
from interfaces.web.figures.course_view import CourseView
from interfaces.web.figures.telling import (
    changed_rules,
    percent,
    period_told,
)
from interfaces.web.figures.tiles import Tile, tiles_of
from interfaces.web.freshness import ledger_told
from interfaces.web.statistics import SIGNATURES
from interfaces.web.visit import Visit
from interfaces.web.wording import Wording


@dataclass(frozen=True)
class BoardView:
    board: Board
    asked: FiguresAsked
    visit: Visit
    opened: Sequence[str]

    @cached_property
    def words(self) -> Wording:
        return self.visit.words

    @property
    def title(self) -> str:
        return table_title(self.asked, self.words)

    @property
    def period(self) -> str:
        return period_told(self.words, self.board.period)

    @property
    def fresh(self) -> str:
        board = self.board
        return ledger_told(self.words, board.position, board.last_recorded, board.known_at)

    @property
    def by_usual_rules(self) -> str:
        return self.asked.address("/dashboard", **dict.fromkeys(ALL_SWITCHES))

    @property
    def signatures(self) -> list[str]:
        return [self.words.say(name) for name in SIGNATURES]

    @property
    def notes(self) -> Iterator[str]:
        return notes(self.board, self.words)

    @cached_property
    def changed(self) -> list[str]:
        return list(changed_rules(self.words, self.board.rules, self.board.usual))

    @property
    def tiles(self) -> Iterator[Tile]:
        return tiles_of(self.board, self.asked, self.words)

    @cached_property
    def course(self) -> CourseView:
        return CourseView(self.board, self.words)

    @cached_property
    def lines(self) -> list[Line]:
        return lines_shown(self.board)

    @property
    def rows(self) -> Iterator[BoardRow]:
        links = self.visit.may(Permission.READ_WORKERS)
        return BoardRows(self.board, self.asked, self.words, self.opened, links).of(self.lines)

    @cached_property
    def one_target(self) -> str | None:
        """The target of all lines, where they have the same."""
        targets = {line.all.now.target for line in self.lines}
        return percent(targets.pop()) if len(targets) == 1 else None
