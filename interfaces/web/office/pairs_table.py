"""Pairs of registrations that may be one person, as a table."""

from collections.abc import Iterable, Mapping
from typing import Any

from application.exports.sheets import Cell
from application.exports.tables import Column, Row, Table
from interfaces.web.office.quality_tables import near
from interfaces.web.visit import Visit

Card = Mapping[str, Any]


def pairs_table(visit: Visit, pairs: Iterable[Mapping[str, Any]], compare: bool) -> Table:
    """`compare` adds the way to the comparison, for which workbooks have no use."""
    say, words = visit.words.say, visit.words
    columns = [
        *_columns(visit, say("登记一")),
        *_columns(visit, say("登记二")),
        Column(say("相似之处")),
    ]
    rows = []
    for pair in pairs:
        one, other = in_order(pair["one"], pair["other"])
        alike = words.listed(map(words.word, pair["likenesses"]))
        cells = [*_cells(visit, one), *_cells(visit, other), alike]
        links = {0: _file(one), len(_cells(visit, one)): _file(other)}
        if compare:
            links[len(cells)] = address_of(one, other)
            cells.append(say("比对"))
        rows.append(Row(cells, links=links))
    if compare:
        columns.append(Column(say("下一步")))
    notes = [say("姓名相同或同音，且出生日期、电话相同或公民身份号码只差一处的，列为疑似重复。")]
    return Table(say("疑似重复登记"), columns, rows, notes=notes)


def in_order(*pair: Card) -> list[Card]:
    """The one registered first first."""
    return sorted(pair, key=lambda card: (card["registered_on"], card["worker"]))


def address_of(one: Card, other: Card) -> str:
    return f"/quality/duplicates/{one['worker']}/{other['worker']}"


def _file(card: Card) -> str:
    return f"/workers/{card['worker']}"


def _columns(visit: Visit, above: str) -> list[Column]:
    field = visit.words.field
    return [
        Column(field("name"), above=above),
        Column(field("station"), above=above),
        Column(field("registered_on"), "day", above=above),
    ]


def _cells(visit: Visit, card: Card) -> list[Cell]:
    return [card["name"], near(visit, card["station"]), card["registered_on"]]
