"""What the page of data quality shows: its four lists as tables, on screen and as workbooks."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from application.exports.tables import Column, Row, Table
from application.indicators.targets import percent
from application.read_models.late_entries import Lateness
from application.read_models.silent_stations import SilentStation
from interfaces.web.office.between import address
from interfaces.web.visit import Visit

Told = Mapping[str, Any]


def rule(visit: Visit, name: str) -> int:
    """The number of a rule as it is today."""
    return visit.tracker.rules.policy.number(name, visit.today)


def near(visit: Visit, code: str | None) -> str:
    """The unit as the account calls it: from below its own area, 白沙街道羊桥社区."""
    if code is None or visit.area is None or not visit.units.covers(visit.area, code):
        return visit.place(code)
    path = list(visit.units.upwards(code))
    own = next(nth for nth, unit in enumerate(path) if unit.code == visit.area)
    return "".join(unit.name for unit in reversed(path[:own])) or visit.unit_name(code)


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
            _known(visit),
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


def late_facts(visit: Visit, rows: Iterable[Told]) -> Table:
    say, field = visit.words.say, visit.words.field
    return Table(
        say("迟录明细"),
        (
            Column(field("name")),
            Column(field("command")),
            Column(field("effective_on"), "day"),
            Column(field("recorded_at")),
            Column(say("迟录天数"), "number"),
            Column(say("记入单位")),
            Column(say("记入人")),
        ),
        [
            Row(
                (
                    row["name"] or say("现属其他机构"),
                    visit.words.word(row["fact"]),
                    row["effective_on"],
                    visit.words.moment(row["recorded_at"]),
                    row["days_late"],
                    near(visit, row["station"]),
                    row["recorded_by"],
                ),
                links=fact_link(row),
            )
            for row in rows
        ],
        notes=[_known(visit)],
    )


def fact_link(row: Told) -> dict[int, str]:
    """The name opens the fact on the timeline of the person, for whoever may see it."""
    return {0: f"/workers/{row['worker']}#t-{row['version']}"} if row["worker"] else {}


def silent_stations(visit: Visit, rows: Iterable[SilentStation]) -> Table:
    say, word = visit.words.say, visit.words.word
    return Table(
        say("停录机构"),
        (
            Column(say("街道（镇）")),
            Column(word("unemployed"), "number", above=say("在册人数")),
            Column(word("reemployed"), "number", above=say("在册人数")),
            Column(say("最后记入日期"), "day"),
            Column(say("停录天数"), "number"),
        ),
        [
            Row(
                (
                    near(visit, row.station),
                    row.unemployed,
                    row.reemployed,
                    row.last_recorded_on or say("从未记入"),
                    row.days_silent,
                ),
                links={
                    place: address("/people", unit=row.station, status=status)
                    for place, status in ((1, "unemployed"), (2, "reemployed"))
                },
            )
            for row in rows
        ],
        notes=[
            say(
                "停录：有在册人员，本机构及所属社区 {n} 日以上没有记入任何事项。",
                n=rule(visit, "silent_station_days"),
            ),
            _known(visit),
        ],
    )


def short_employments(visit: Visit, rows: Iterable[Told]) -> Table:
    say, field, word = visit.words.say, visit.words.field, visit.words.word
    return Table(
        say("极短就业"),
        (
            Column(field("name")),
            Column(field("station")),
            Column(field("kind")),
            Column(field("employer")),
            Column(field("started_on"), "day"),
            Column(field("ended_on"), "day"),
            Column(say("历时（天）"), "number"),
            Column(field("end_reason")),
            Column(say("计入指标")),
        ),
        [
            Row(
                (
                    row["name"],
                    near(visit, row["station"]),
                    word(row["kind"]),
                    row["employer"],
                    row["started_on"],
                    row["ended_on"],
                    (row["ended_on"] - row["started_on"]).days,
                    word(row["end_reason"]),
                    _counted_in(visit, row),
                ),
                links={0: f"/workers/{row['worker']}"},
            )
            for row in rows
        ],
        notes=[
            say(
                "极短就业：就业不满 {n} 个月即结束。同一人一年内多次就业，再就业率只计一次。",
                n=rule(visit, "short_employment_months"),
            ),
            _known(visit),
        ],
    )


def _counted_in(visit: Visit, row: Told) -> str:
    """The rates, with year and place, in which the job counted as a re-employment."""
    if not row["counted_in"]:
        return visit.words.say("未计入")
    return visit.words.say(
        "{year}年{rates}（{unit}）",
        year=row["counted_on"].year,
        rates=visit.words.listed(visit.words.word(rate) for rate in row["counted_in"]),
        unit=near(visit, row["counted_at"]),
    )


def _known(visit: Visit) -> str:
    return visit.words.say(
        "数据截至 {moment}。", moment=visit.words.moment(visit.tracker.clock.now())
    )
