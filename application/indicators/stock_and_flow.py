"""Stock and flow of the unemployed: opening + in by reason − out by reason = closing.

Every spell without work counts where it begins and where it ends, also one without length; so
the identity holds for every unit, group, period and moment of knowledge by construction.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from sqlalchemy import CTE, ColumnElement, FromClause, Select, and_, case, select, true

from application.indicators.definition import Definition, Words
from application.indicators.head_count import HeadCount
from application.indicators.marks import ONLY_OLDER, mark, together
from application.indicators.period import Asked
from application.indicators.switches import AGES, ALL, CATEGORY, OlderAges
from application.kernel.bitemporal.clocks import known
from application.kernel.bitemporal.episodes import EPISODES
from domain.kernel.calendar import ymd
from domain.worker.pieces import JOB_LOST, MOVED, REEMPLOYED, REGISTERED, REOPENED
from domain.worker.vocabulary import CloseReason, Status

OPENING, CLOSING = "opening", "closing"
MOVED_IN, MOVED_OUT, REACHED_AGE = "moved_in", "moved_out", "reached_age"
UNMOVED_IN, UNMOVED_OUT = "inflow_without_moves", "outflow_without_moves"
IN = (REGISTERED, JOB_LOST, REOPENED, MOVED_IN, REACHED_AGE)
OUT = (REEMPLOYED, MOVED_OUT, *(reason.value for reason in CloseReason))

DEFINITION = Definition(
    name="stock-and-flow",
    title=Words("失业人员结存与增减", "Stock and flow of unemployed persons"),
    numerator=Words(
        "期初结存＋本期新增（登记、再失业、重新登记、迁入；大龄组另加期内达到年龄者）"
        "－本期减少（再就业、迁出及各种退出原因）＝期末结存，按人次计。"
        "迁移只在跨出本级单位时计；单位按截止日的建制归并，撤并不计增减",
        "Opening + in (registered, job lost again, reopened, moved in; for the older groups also "
        "those who reached the age in the period) − out (re-employed, moved out, every reason of "
        "closing) = closing; each spell counts. A move counts only between units of the level; "
        "units are those of the as-of date, so a succession of units is no flow",
    ),
    denominator=Words("不适用：只有人数", "Not applicable: numbers of persons only"),
    period=Words(
        "1月1日至截止日（含）；期初为前一日终", "1 January to the as-of date; opening: day before"
    ),
    reference="江府[2003]43号 三(二)2(1)、三(二)2(20)",
    rules=tuple(switch.name for switch in (*AGES, CATEGORY)),
)


@dataclass(frozen=True, slots=True)
class StockAndFlow(HeadCount):
    """Rows: opening, inflow with its reasons, outflow with its reasons, closing.

    Beside them the flows without moves, which add up over the units of a level. `by_category`
    tells each mark's category of people, for who tallies them so; rows do not need it.
    """

    by_category: bool = False

    definition = DEFINITION
    switches = (*AGES, CATEGORY)
    columns: ClassVar[Mapping[str, Sequence[str]]] = {
        OPENING: (OPENING,),
        **{name: (name,) for name in IN},
        "inflow": IN,
        **{name: (name,) for name in OUT},
        "outflow": OUT,
        CLOSING: (CLOSING,),
        UNMOVED_IN: tuple(reason for reason in IN if reason != MOVED_IN),
        UNMOVED_OUT: tuple(reason for reason in OUT if reason != MOVED_OUT),
    }

    def marks(self, rules: Mapping[str, Any]) -> FromClause:
        ages = OlderAges.of(rules)
        spells = _spells(self.asked, ages, rules["category"])
        category = spells.c.category if self.by_category else ALL
        return together(_marks(spells, self.asked, category))


def _spells(asked: Asked, ages: OlderAges, category: str) -> CTE:
    """Spells without work that touch the period or stand before it."""
    e, (first, last) = EPISODES.c, asked.days
    return (
        select(
            e.stream,
            e.sex,
            e.station,
            e.category,
            e.effective_from,
            e.effective_until,
            e.entered,
            e.departed,
            e.from_station,
            e.to_station,
            e.entered_by,
            e.departed_by,
            e.unemployed_by,
            ages.reached_on(e).label("older_on"),
        )
        .where(
            known(EPISODES, asked.known),
            e.counted,
            e.status == Status.UNEMPLOYED,
            e.effective_from <= last,
            e.effective_until >= first,
            e.category == category if category != ALL else true(),
        )
        .cte("spells")
    )


def _marks(spells: CTE, asked: Asked, category: ColumnElement[str] | str) -> Iterator[Select[Any]]:
    s, (first, last) = spells.c, asked.days
    eve = ymd(asked.first - timedelta(days=1)) if asked.first > date.min else 0
    since, until, older_on = s.effective_from, s.effective_until, s.older_on
    stands = (s.entered_by, s.unemployed_by)
    begins = mark(
        _flow(s.entered, MOVED_IN),
        s,
        older_on <= since,
        (s.entered_by,),
        category,
        case((s.entered == MOVED, s.from_station)),
    )
    ends = mark(
        _flow(s.departed, MOVED_OUT),
        s,
        older_on <= until,
        (s.departed_by, s.entered_by),
        category,
        case((s.departed == MOVED, s.to_station)),
    )
    ages = and_(since < older_on, older_on <= until, older_on > eve, older_on <= last)
    yield mark(OPENING, s, older_on <= eve, stands, category).where(since < first)
    yield begins.where(since >= first)
    yield mark(REACHED_AGE, s, ONLY_OLDER, stands, category).where(ages)
    yield ends.where(until <= last)
    yield mark(CLOSING, s, older_on <= last, stands, category).where(until > last)


def _flow(flow: ColumnElement[str], move: str) -> ColumnElement[str]:
    return case((flow == MOVED, move), else_=flow)
