"""The log as tables, on screen and as workbooks: what was recorded, and who was signed in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from application.exports.tables import Column, Row, Table
from interfaces.accounts.sign_ins import SignIn
from interfaces.web.office.recorded import fact_link, signers
from interfaces.web.visit import Visit


def activity(visit: Visit, rows: Sequence[Mapping[str, Any]]) -> Table:
    say, words = visit.words.say, visit.words
    by = signers(visit, (row["recorded_by"] for row in rows))
    columns = (
        Column(words.field("recorded_at")),
        Column(say("记入人")),
        Column(say("记入单位")),
        Column(say("记入内容")),
        Column(words.field("worker")),
        Column(words.field("effective_on"), "day"),
    )
    told = [
        Row(
            (
                words.moment(row["recorded_at"]),
                by[row["recorded_by"]],
                visit.place(row["station"]),
                words.word(row["fact"]),
                row["name"],
                row["effective_on"],
            ),
            links=fact_link(row, 4),
        )
        for row in rows
    ]
    return Table(say("记录日志"), columns, told)


def sign_in_table(visit: Visit, rows: Iterable[SignIn]) -> Table:
    say, words = visit.words.say, visit.words
    columns = (
        Column(say("登录时间")),
        Column(say("帐号")),
        Column(words.field("unit")),
        Column(say("结束时间")),
        Column(say("结束方式")),
        Column(say("浏览器")),
    )
    told = [
        Row(
            (
                words.moment(row.opened_at),
                say("{person}（帐号 {account}）", person=row.display_name, account=row.name),
                visit.place(row.unit),
                words.moment(row.ended_at),
                _how_it_ended(visit, row),
                row.agent,
            )
        )
        for row in rows
    ]
    return Table(say("登录记录"), columns, told)


def _how_it_ended(visit: Visit, row: SignIn) -> str:
    if row.ended_at is None:
        return visit.words.say("登录中")
    return visit.words.say("超时退出") if row.timed_out else visit.words.say("退出")
