"""The table of units of the dashboard, as a sheet has it: the columns of the page."""

from collections.abc import Iterator
from datetime import date

from application.exports.sheets import Cell
from application.exports.tables import Column, Row, Table
from application.indicators.completion_lines import Compared, Line
from application.indicators.reporting_periods import Kind
from application.indicators.target_completion import Board
from domain.unit.units import Level
from interfaces.web.figures.asked import FiguresAsked
from interfaces.web.figures.telling import changed_rules, period_told
from interfaces.web.freshness import ledger_told
from interfaces.web.statistics import as_statistics
from interfaces.web.wording import Wording


def board_table(board: Board, asked: FiguresAsked, words: Wording) -> Table:
    say = words.say
    table = Table(
        title=table_title(asked, words),
        columns=list(_columns(words)),
        rows=[_row(line, words) for line in lines_shown(board)],
        notes=list(notes(board, words)),
    )
    period = period_told(words, board.period)
    return as_statistics(table, words, asked.unit.name, period, say("人、%、百分点"))


def table_title(asked: FiguresAsked, words: Wording) -> str:
    return words.say("{unit}再就业目标完成情况表", unit=asked.unit.name)


def lines_shown(board: Board) -> list[Line]:
    """All but the communities where nobody is: most streets register people at the street."""
    return [
        line
        for line in (board.total, *board.lines)
        if line.unit.level is not Level.COMMUNITY or line.depth == 0 or line.all.now.denominator
    ]


def unit_name(line: Line, words: Wording) -> str:
    """A unit's name; 本级 for its own people, who are in none of the units below it."""
    if line.own:
        return words.say("{unit}（本级）", unit=line.unit.name)
    return words.say("{unit}合计", unit=line.unit.name) if line.depth == 0 else line.unit.name


def notes(board: Board, words: Wording) -> Iterator[str]:
    say = words.say
    yield ledger_told(words, board.position, board.last_recorded, board.known_at)
    yield from changed_rules(words, board.rules, board.usual)
    yield say(
        "同比：与上年同期比；环比：累计口径与上月同日（月末对月末）比，其他与上一期比。"
        "均为两位小数率之差，单位按现行建制归并。"
    )
    if board.period.kind is Kind.YEAR:
        as_of = board.period.as_of
        passed = as_of.timetuple().tm_yday / date(as_of.year, 12, 31).timetuple().tm_yday
        yield say("目标为全年目标；至截止日，全年已过 {part}。", part=f"{passed:.1%}")
    yield say(
        "评价取两项目标中较差者：达标为达到目标，接近为完成目标的 {near}% 以上，其余为未达。",
        near=board.near_percent,
    )
    if left_out := 1 + len(board.lines) - len(lines_shown(board)):
        yield say("另有 {n} 个社区（村）没有人员，未列。", n=left_out)
    yield say("※ 分母不足 {n} 人，比率仅供参考。", n=board.small_group)


def _columns(words: Wording) -> Iterator[Column]:
    say = words.say
    everybody, older, changes = (
        say("下岗失业人员"),
        say("其中：大龄人员"),
        say("再就业率增减（百分点）"),
    )
    yield Column(say("名次"), "number")
    yield Column(say("地区"))
    yield Column(say("人数"), "number", everybody, summed=True)
    yield Column(say("再就业数"), "number", everybody, summed=True)
    yield Column(say("再就业率"), "rate", everybody, ratio=(3, 2))
    yield Column(say("目标"), "rate", everybody)
    yield Column(say("完成目标"), "rate", everybody)
    yield Column(say("人数"), "number", older, summed=True)
    yield Column(say("再就业数"), "number", older, summed=True)
    yield Column(say("再就业率"), "rate", older, ratio=(8, 7))
    yield Column(say("目标"), "rate", older)
    yield Column(say("完成目标"), "rate", older)
    yield Column(say("同比"), "change", changes)
    yield Column(say("环比"), "change", changes)
    yield Column(say("评价"))


def _row(line: Line, words: Wording) -> Row:
    return Row(
        cells=[
            line.rank,
            unit_name(line, words),
            *_counted(line.all),
            *_counted(line.older),
            line.all.since_last_year,
            line.all.since_before,
            words.word(line.lamp),
        ],
        depth=max(line.depth - 1, 0),
        total=line.depth == 0,
    )


def _counted(rate: Compared) -> list[Cell]:
    now = rate.now
    return [now.denominator, now.numerator, now.shown, now.target, now.done_percent]
