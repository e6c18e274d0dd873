"""What the page of data quality shows as tables, on screen and as workbooks."""

from collections.abc import Iterable, Mapping
from typing import Any

from application.exports.tables import Column, Row, Table
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


def silent_stations(visit: Visit, rows: Iterable[SilentStation]) -> Table:
    say, word = visit.words.say, visit.words.word
    days = rule(visit, "silent_station_days")
    columns = (
        Column(say("街道（镇）")),
        Column(word("unemployed"), "number", above=say("在册人数")),
        Column(word("reemployed"), "number", above=say("在册人数")),
        Column(say("最后记入日期"), "day"),
        Column(say("停录天数"), "number"),
    )
    notes = [
        say("停录：有在册人员，本机构及所属社区 {n} 日以上没有记入任何事项。", n=days),
    ]
    return Table(say("停录机构"), columns, [_silent_row(visit, row) for row in rows], notes=notes)


def _silent_row(visit: Visit, row: SilentStation) -> Row:
    """Each number opens the people of the station who stand so."""
    cells = (
        near(visit, row.station),
        row.unemployed,
        row.reemployed,
        row.last_recorded_on or visit.words.say("从未记入"),
        row.days_silent,
    )
    links = {
        place: address("/people", unit=row.station, status=status)
        for place, status in ((1, "unemployed"), (2, "reemployed"))
    }
    return Row(cells, links=links)


def short_employments(visit: Visit, rows: Iterable[Told]) -> Table:
    say, field = visit.words.say, visit.words.field
    months = rule(visit, "short_employment_months")
    columns = (
        Column(field("name")),
        Column(field("station")),
        Column(field("kind")),
        Column(field("employer")),
        Column(field("started_on"), "day"),
        Column(field("ended_on"), "day"),
        Column(say("历时（天）"), "number"),
        Column(field("end_reason")),
        Column(say("计入指标")),
    )
    notes = [
        say(
            "极短就业：就业不满 {n} 个月即结束。同一人一年内多次就业，再就业率只计一次。",
            n=months,
        ),
    ]
    return Table(say("极短就业"), columns, [_short_row(visit, row) for row in rows], notes=notes)


def _short_row(visit: Visit, row: Told) -> Row:
    word = visit.words.word
    cells = (
        row["name"],
        near(visit, row["station"]),
        word(row["kind"]),
        row["employer"],
        row["started_on"],
        row["ended_on"],
        (row["ended_on"] - row["started_on"]).days,
        word(row["end_reason"]),
        _counted_in(visit, row),
    )
    return Row(cells, links={0: f"/workers/{row['worker']}"})


def _counted_in(visit: Visit, row: Told) -> str:
    """The rates of which year counted the job as a re-employment; where, if that was elsewhere."""
    say, words = visit.words.say, visit.words
    if not row["counted_in"]:
        return say("未计入")
    said = {
        "year": row["counted_on"].year,
        "rates": words.listed(words.word(rate) for rate in row["counted_in"]),
    }
    if row["counted_at"] == row["station"]:
        return say("{year}年{rates}", **said)
    return say("{year}年{rates}（{unit}）", **said, unit=near(visit, row["counted_at"]))
