"""The people behind a number as a sheet."""

from collections.abc import Iterator

from application.exports.tables import Column, Row, Table
from interfaces.web.figures.people_view import PeopleView, PersonShown
from interfaces.web.figures.telling import period_told
from interfaces.web.statistics import as_statistics


def people_table(view: PeopleView) -> Table:
    """All that the view has; one row as often as the number counts a person."""
    words, notes = view.words, view.notes
    if view.next_page:
        most = words.number(len(view.people))
        notes.append(words.say("最多导出 {n} 人，请缩小查询范围分次导出。", n=most))
    table = Table(
        title=words.say("{title}人员名单", title=view.title),
        columns=list(_columns(view)),
        rows=[Row(list(_cells(view, person))) for person in view.people],
        notes=notes,
    )
    period = period_told(words, view.asked.period)
    return as_statistics(table, words, view.asked.unit.name, period, words.say("人"), signed=False)


def _columns(view: PeopleView) -> Iterator[Column]:
    say, field = view.words.say, view.words.field
    yield Column(field("name"))
    yield Column(field("sex"))
    yield Column(field("birth_date"), "day")
    yield Column(say("是否大龄"))
    yield Column(say("所在站"))
    if view.rated:
        yield Column(say("再就业日期"), "day")
    yield Column(say("计入"))
    if view.rated:
        yield Column(say("依据的规则"))
    yield Column(say("依据的事实"))


def _cells(view: PeopleView, person: PersonShown) -> Iterator[str | None]:
    yield person.name
    yield person.sex
    yield person.born
    yield view.words.yes_no(person.older)
    yield person.station
    if view.rated:
        yield person.on or None
    yield person.counted_as
    if view.rated:
        yield person.rule
    yield "; ".join(
        f"{fact.effective_on} {fact.fact} ({fact.recorded})"
        for fact in person.facts
        if fact.decisive
    )
