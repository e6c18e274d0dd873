"""半年报: the half-year table in words."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from application.exports.sheets import Cell
from application.exports.tables import MARK, Column, Row, Table
from application.indicators.half_year import Line, Summary
from application.indicators.halves import ReportedHalf
from application.indicators.measured import Measured, rate_of
from interfaces.texts.pages import later
from interfaces.web.statistics import as_statistics
from interfaces.web.visit import Visit
from interfaces.web.wording import Wording

_ALL, _OLDER, _JOBS = later("下岗失业人员"), later("其中：大龄人员"), later("就业岗位")
_UNEMPLOYED, _CERTIFICATES = later("城镇登记失业"), later("优惠证")
_TRAINING, _STOCK = later("再就业培训"), later("失业人员结存与增减")
_RATE, _DONE = later("再就业率（%）"), later("完成目标（%）")
_HEADS: tuple[Column, ...] = (
    Column(later("单位")),
    Column(later("人数"), "number", _ALL, summed=True),
    Column(later("再就业人数"), "number", _ALL, summed=True),
    Column(_RATE, "rate", _ALL, ratio=(2, 1)),
    Column(_DONE, "rate", _ALL),
    Column(later("人数"), "number", _OLDER, summed=True),
    Column(later("再就业人数"), "number", _OLDER, summed=True),
    Column(_RATE, "rate", _OLDER, ratio=(6, 5)),
    Column(_DONE, "rate", _OLDER),
    Column(later("净增（个）"), "number", _JOBS, summed=True),
    Column(_DONE, "rate", _JOBS),
    Column(later("登记失业人数"), "number", _UNEMPLOYED, summed=True),
    Column(later("从业与登记失业人数"), "number", _UNEMPLOYED, summed=True),
    Column(later("登记失业率（%）"), "rate", _UNEMPLOYED, ratio=(11, 12)),
    Column(later("核发数"), "number", _CERTIFICATES, summed=True),
    Column(later("期末持证"), "number", _CERTIFICATES, summed=True),
    Column(later("结业人次"), "number", _TRAINING, summed=True),
    Column(later("安置人次"), "number", _TRAINING, summed=True),
    Column(later("期初"), "number", _STOCK, summed=True),
    Column(later("新增"), "number", _STOCK, summed=True),
    Column(later("减少"), "number", _STOCK, summed=True),
    Column(later("转移净额"), "change", _STOCK, summed=True),
    Column(later("期末"), "number", _STOCK, summed=True),
)
_RATES = {3: 1, 7: 5}
"""Rates of people by place, with the place of their denominator."""


def period_said(period: ReportedHalf, words: Wording) -> str:
    return words.say("{year}年{half}", year=period.year, half=words.word(period.half))


def half_year_table(
    visit: Visit,
    unit: str,
    period: ReportedHalf,
    known_at: datetime,
    summary: Summary,
    links: Mapping[str, str],
) -> Table:
    """`links` lead from a unit to its own table."""
    words = visit.words
    half = period_said(period, words)
    rows = [_row(words.say("合计"), summary.total, summary.small_group, {}, total=True)]
    for line in summary.lines:
        own = line.unit == unit
        name = words.say("{unit}本级", unit=line.name) if own else line.name
        rows.append(_row(name, line, summary.small_group, links))
    table = Table(
        title=words.say("{half}再就业工作目标责任制统计表", half=half),
        columns=_columns(words),
        rows=rows,
        notes=_notes(words, summary, rows, known_at),
    )
    days = words.say("{half}（{first}至{last}）", half=half, first=period.first, last=period.last)
    return as_statistics(table, words, visit.place(unit), days, words.say("人、个、%"))


def _columns(words: Wording) -> list[Column]:
    return [
        Column(
            words.say(column.head),
            column.kind,
            words.say(column.above) if column.above else "",
            column.summed,
            column.ratio,
        )
        for column in _HEADS
    ]


def _row(
    name: str, line: Line, small_group: int, links: Mapping[str, str], total: bool = False
) -> Row:
    cells = _cells(name, line)
    few = {rate for rate, of in _RATES.items() if 0 < _number(cells[of]) < small_group}
    leads = {0: links[line.unit]} if line.unit in links else {}
    return Row(cells, total=total, links=leads, marked=frozenset(few))


def _cells(name: str, line: Line) -> list[Cell]:
    counts = line.counts
    everybody = _rate(counts, "", line.rate_target)
    older = _rate(counts, "older_", line.older_rate_target)
    net = counts["net"]
    jobs = Measured(None if net is None else Fraction(net), line.net_target, met=None)
    unemployed = rate_of(counts["unemployed"] or 0, counts["workforce"] or 0)
    return [
        name,
        *(counts["denominator"], counts["numerator"], everybody.shown, everybody.done_percent),
        *(counts["older_denominator"], counts["older_numerator"], older.shown, older.done_percent),
        *(net, jobs.done_percent),
        *(counts["unemployed"], counts["workforce"], unemployed.shown),
        *(counts["issued"], counts["held"], counts["completed"], counts["placed"]),
        *(counts[name] for name in ("opening", "inflow", "outflow", "moved", "closing")),
    ]


def _rate(counts: Mapping[str, int | None], group: str, target: Decimal | None) -> Measured:
    numerator, denominator = counts[f"{group}numerator"], counts[f"{group}denominator"]
    return rate_of(numerator or 0, denominator or 0, target)


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _notes(words: Wording, summary: Summary, rows: list[Row], known_at: datetime) -> list[str]:
    say, rules = words.say, summary.rules
    notes = [
        say("统计时点：{moment} 以前记入台帐的事实。", moment=words.moment(known_at)),
        say(
            "再就业率＝再就业人数÷下岗失业人员数；完成目标＝本期数÷全年目标"
            "（江府[2003]43号 三(一)，口径 JM-2003）。大龄指男年满{male}周岁、女年满{female}周岁。",
            male=rules["older_male"],
            female=rules["older_female"],
        ),
        say("净增岗位、登记失业数取自上报数，“—”为未报；合计为本级上报数，不一定等于各行之和。"),
        say("期初＋新增－减少＋转移净额＝期末；本表各单位之间的转移，合计中互相抵消。"),
    ]
    if any(row.marked for row in rows):
        notes.append(
            say("{mark} 下岗失业人员不足{n}人，比率仅供参考。", mark=MARK, n=summary.small_group)
        )
    return notes
