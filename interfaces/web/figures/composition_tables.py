"""Composition and flow as tables: of one unit by group and category, and of the units below."""

from collections.abc import Iterator
from decimal import Decimal

from application.exports.sheets import Cell
from application.exports.tables import Column, Kind, Row, Table
from application.indicators.composition import Below, Numbers
from application.indicators.switches import ALL
from application.indicators.units import GROUPS
from interfaces.texts.pages import later
from interfaces.web.figures.composition_view import CompositionView, Whom
from interfaces.web.figures.sheets import STOCK, Line
from interfaces.web.statistics import as_statistics

MOVES = later("转入、转出只计本级单位之间的迁移，上级合计不含其内部迁移，故不等于各行之和。")


def by_group(view: CompositionView) -> Table:
    """What came and went down the side, groups and categories of people across.

    Rates have columns of their own, so where there are some it stands the other way round.
    """
    words, sheet = view.visit.words, view.sheet
    title = f"{view.asked.unit.name}{words.say('：')}{view.title}"
    if any(line.rate for line in sheet.lines):
        columns = [Column(words.say("人群")), *_columns(view)]
        rows = [_row(view, _group(view, group), Whom(group, ALL)) for group in GROUPS]
        return _told(view, Table(title, columns, rows, notes=list(view.notes)))
    whom = [Whom(group, ALL) for group in GROUPS]
    whom += [Whom(ALL, category) for category in sheet.categories]
    columns = [Column(words.say("结存与流量")), *(_column(view, each) for each in whom)]
    rows = [_line(view, line, whom) for line in sheet.lines]
    return _told(view, Table(title, columns, rows, notes=list(view.notes)))


def by_unit(view: CompositionView) -> Table:
    """Lines are the units below, after the whole; columns what came and went."""
    words, sheet = view.visit.words, view.sheet
    notes = [*view.notes, words.say(MOVES)] if sheet is STOCK else list(view.notes)
    title = words.say("{unit}所属单位：{title}", unit=view.asked.unit.name, title=view.title)
    table = Table(
        title=" · ".join(filter(None, (title, view.of_whom))),
        columns=[Column(words.say("地区")), *_columns(view)],
        rows=list(_units(view)),
        notes=notes,
    )
    return _told(view, table)


def _told(view: CompositionView, table: Table) -> Table:
    measure = view.visit.words.say(view.sheet.counted_in)
    return as_statistics(table, view.visit.words, view.asked.unit.name, view.period, measure)


def _group(view: CompositionView, group: str) -> str:
    return view.visit.words.say("合计") if group == ALL else view.visit.words.word(group)


def _column(view: CompositionView, whom: Whom) -> Column:
    words = view.visit.words
    if whom.category == ALL:
        return Column(_group(view, whom.group), "number", words.say("人群"))
    return Column(words.word(whom.category), "number", words.say("人员类别"))


def _line(view: CompositionView, line: Line, whom: list[Whom]) -> Row:
    numbers = [view.numbers(*each)[line.column] for each in whom]
    links = {
        place: link
        for place, (number, each) in enumerate(zip(numbers, whom, strict=True), 1)
        if number and (link := view.people(line.column, *each))
    }
    name = view.visit.words.word(line.column)
    return Row([name, *numbers], depth=int(line.part), total=line.sums, links=links)


def _row(
    view: CompositionView, name: str, whom: Whom, below: Below | None = None, total: bool = False
) -> Row:
    """The numbers of one unit and group, each with the people behind it."""
    numbers = below.numbers if below else view.numbers(*whom)
    lines = view.sheet.lines
    links = {
        place: link
        for place, line in enumerate(lines, 1)
        if numbers[line.column]
        and not line.rate
        and (link := view.people(line.column, *whom, below))
    }
    if below and not below.own:
        links[0] = view.at(below.unit.code)
    return Row([name, *(_cell(numbers, line) for line in lines)], total=total, links=links)


def _cell(numbers: Numbers, line: Line) -> Cell:
    number = numbers[line.column]
    return Decimal(number) if line.rate and number else number


def _columns(view: CompositionView) -> Iterator[Column]:
    """The parts of a sum stand under it; a sum that has none stands alone."""
    words, above = view.visit.words, ""
    lines = view.sheet.lines
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        name = words.word(line.column)
        kind: Kind = "rate" if line.rate else "number"
        if line.part:
            yield Column(name, kind, above, summed=True)
        elif after and after.part:
            above = name
            yield Column(words.say("小计"), kind, above, summed=True)
        else:
            yield Column(name, kind, summed=not line.rate)


def _units(view: CompositionView) -> Iterator[Row]:
    words = view.visit.words
    total = words.say("{unit}合计", unit=view.asked.unit.name)
    yield _row(view, total, view.whom, total=True)
    for each in view.below:
        name = each.unit.name
        if each.own:
            name = words.say("{unit}（本级）", unit=name)
        yield _row(view, name, view.whom, each)
