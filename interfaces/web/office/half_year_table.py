"""半年报: the half-year table in words."""

from collections.abc import Mapping

from application.exports.tables import MARK, Row, Table
from application.indicators.half_year import Line, Summary, level_below
from domain.unit.units import Level
from interfaces.web.freshness import fresh
from interfaces.web.office.half_year_asked import Wanted
from interfaces.web.office.half_year_columns import FIGURES, Rate, columns_of
from interfaces.web.office.half_year_links import links_of
from interfaces.web.statistics import as_statistics
from interfaces.web.visit import Visit
from interfaces.web.wording import Wording


def half_year_table(visit: Visit, wanted: Wanted, summary: Summary) -> Table:
    """The total first, then the units below, each of which leads to its own table."""
    words, period = visit.words, wanted.period
    half = words.say("{year}年{half}", year=period.year, half=words.word(period.half))
    rows = _rows(visit, wanted, summary)
    table = Table(
        title=words.say("{half}再就业工作目标责任制统计表", half=half),
        columns=columns_of(words),
        rows=rows,
        notes=_notes(visit, wanted, summary, any(row.marked for row in rows)),
    )
    days = words.say("{half}（{first}至{last}）", half=half, first=period.first, last=wanted.last)
    return as_statistics(table, words, visit.place(wanted.unit), days, words.say("人、个、%"))


def _rows(visit: Visit, wanted: Wanted, summary: Summary) -> list[Row]:
    level, small_group = visit.units[wanted.unit].level, summary.small_group
    links = links_of(visit, wanted, summary.total, level)
    rows = [_row(visit.words.say("合计"), summary.total, small_group, links, total=True)]
    for line in summary.lines:
        links = links_of(visit, wanted, line, level_below(level))
        if _has_parts(visit, wanted, line.unit):
            links[0] = wanted.address(line.unit)
        rows.append(_row(_name(visit.words, wanted, line), line, small_group, links))
    return rows


def _row(
    name: str, line: Line, small_group: int, links: Mapping[int, str], total: bool = False
) -> Row:
    few = {
        place
        for place, figure in enumerate(FIGURES, 1)
        if isinstance(figure, Rate) and figure.few(line, small_group)
    }
    cells = [name, *(figure.of(line) for figure in FIGURES)]
    return Row(cells, total=total, links=links, marked=frozenset(few))


def _name(words: Wording, wanted: Wanted, line: Line) -> str:
    """People of the unit itself, who are in none of those below it, stand in a row of their own."""
    return words.say("{unit}本级", unit=line.name) if line.unit == wanted.unit else line.name


def _has_parts(visit: Visit, wanted: Wanted, unit: str) -> bool:
    """Whether a unit of the table has one of its own; there is none below communities."""
    return unit != wanted.unit and visit.units[unit].level is not Level.COMMUNITY


def _notes(visit: Visit, wanted: Wanted, summary: Summary, marked: bool) -> list[str]:
    words, rules = visit.words, summary.rules
    say = words.say
    notes = [
        say("统计时点：{moment} 以前记入台帐的事实。", moment=words.moment(wanted.known_at)),
        fresh(visit, summary.position),
        say(
            "再就业率＝再就业人数÷下岗失业人员数；完成目标＝本期数÷全年目标"
            "（江府[2003]43号 三(一)，口径 JM-2003）。大龄指男年满{male}周岁、女年满{female}周岁。",
            male=rules["older_male"],
            female=rules["older_female"],
        ),
        say("净增岗位、登记失业数取自上报数，“—”为未报；合计为本级上报数，不一定等于各行之和。"),
        say("期初＋新增－减少＋转移净额＝期末；本表各单位之间的转移，合计中互相抵消。"),
    ]
    if marked:
        few = say("{mark} 分母不足{n}人，比率仅供参考。", mark=MARK, n=summary.small_group)
        notes.append(few)
    return notes
