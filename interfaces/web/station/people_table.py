"""The people whom a search found, as a workbook that a station keeps or sends on."""

from typing import Any

from application.exports.statistics import workbook_of
from application.exports.tables import Column, Row, Table
from interfaces.web.station.finding import MOST_EXPORTED, Wanted, everybody_found
from interfaces.web.statistics import as_statistics
from interfaces.web.visit import Visit


def people_workbook(visit: Visit, wanted: Wanted) -> bytes:
    """Everybody on all pages up to `MOST_EXPORTED`, which the sheet says where there are more."""
    people = everybody_found(visit, wanted)
    visit.caller.shows(len(people))
    say = visit.words.say
    notes = []
    if len(people) == MOST_EXPORTED:
        notes.append(say("最多导出 {n} 人，请缩小查询范围分次导出。", n=f"{MOST_EXPORTED:,}"))
    table = Table(
        title=say("人员查询结果"),
        columns=_columns(visit),
        rows=[Row(_cells(visit, person)) for person in people],
        notes=notes,
    )
    unit, today = visit.unit_name(visit.account.unit), visit.today.isoformat()
    return workbook_of(as_statistics(table, visit.words, unit, today, say("人"), signed=False))


def _columns(visit: Visit) -> list[Column]:
    say, field = visit.words.say, visit.words.field
    return [
        Column(field("name")),
        Column(field("sex")),
        Column(field("birth_date"), "day"),
        Column(field("category")),
        Column(field("station")),
        Column(say("状态")),
        Column(say("状态起始日期"), "day"),
        Column(say("优惠证")),
        Column(field("certificate_no"), "identity"),
        Column(field("registered_on"), "day"),
        Column(field("unemployed_since"), "day"),
        Column(field("phone"), "identity"),
    ]


def _cells(visit: Visit, person: dict[str, Any]) -> list[Any]:
    word = visit.words.word
    return [
        person["name"],
        word(person["sex"]),
        person["birth"],
        word(person["category"]),
        visit.unit_name(person["station"]),
        word(person["status"]),
        person["status_since"],
        word(person["certificate_standing"]),
        person["certificate_no"],
        person["registered_on"],
        person["unemployed_since"],
        person["phone"],
    ]
