"""Late entries as tables, on screen and as workbooks: by unit, and one by one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from application.exports.tables import Column, Row, Table
from application.indicators.targets import percent
from application.read_models.late_entries import Lateness
from interfaces.web.office.between import address
from interfaces.web.office.quality_tables import Told, near, rule
from interfaces.web.office.recorded import fact_link, signers
from interfaces.web.visit import Visit


def late_by_unit(visit: Visit, rows: Sequence[Lateness], query: Mapping[str, str]) -> Table:
    """The area as a whole, then its parts; a number of late facts opens the facts."""
    say, few = visit.words.say, rule(visit, "small_group")
    whole, *parts = rows
    return Table(
        say("迟录情况"),
        (
            Column(visit.words.field("unit")),
            Column(say("记入事项"), "number", summed=True),
            Column(say("其中迟录"), "number", summed=True),
            Column(say("迟录占比"), "rate", ratio=(2, 1)),
            Column(say("迟录中位天数"), "number"),
            Column(say("最长迟录天数"), "number"),
            Column(visit.words.field("note")),
        ),
        [
            _late_row(visit, whole, query, few, total=True),
            *(_late_row(visit, part, query, few) for part in parts),
        ],
        notes=[
            say(
                "迟录：记入台帐的日期比生效日期晚 {n} 日以上。更正、作废、合并、确认不计。",
                n=rule(visit, "late_entry_days"),
            ),
        ],
    )


def _late_row(
    visit: Visit, row: Lateness, query: Mapping[str, str], few: int, total: bool = False
) -> Row:
    say = visit.words.say
    share = percent(row.late_facts, row.facts)
    links = {}
    if row.unit and row.late_facts:
        links[2] = address("/quality/late", **{**query, "unit": row.unit})
    if not total and row.unit and visit.units.below(row.unit) != {row.unit}:
        links[0] = address("/quality", **{**query, "unit": row.unit})
    name = visit.unit_name(row.unit) if row.unit else say("未署单位")
    cells = (
        say("合计") if total else name,
        row.facts,
        row.late_facts,
        Decimal(share) if share else None,
        row.median_days,
        row.longest_days,
        say("不足 {n} 件，占比仅供参考", n=few) if row.facts < few else "",
    )
    return Row(cells, total=total, links=links)


def late_facts(visit: Visit, facts: Sequence[Told]) -> Table:
    say, field = visit.words.say, visit.words.field
    by = signers(visit, (fact["recorded_by"] for fact in facts))
    columns = (
        Column(field("name")),
        Column(say("记入内容")),
        Column(field("effective_on"), "day"),
        Column(field("recorded_at")),
        Column(say("迟录天数"), "number"),
        Column(say("记入单位")),
        Column(say("记入人")),
    )
    rows = [
        Row(
            (
                fact["name"] or say("现属其他机构"),
                visit.words.word(fact["fact"]),
                fact["effective_on"],
                visit.words.moment(fact["recorded_at"]),
                fact["days_late"],
                near(visit, fact["station"]),
                by[fact["recorded_by"]],
            ),
            links=fact_link(fact, 0),
        )
        for fact in facts
    ]
    return Table(say("迟录明细"), columns, rows)
