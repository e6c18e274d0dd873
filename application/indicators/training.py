"""Training: who was enrolled, who completed, and who found work within the months after it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy import CTE, Column, FromClause, ScalarSelect, Select, and_, select

from application.indicators.definition import Definition, Words
from application.indicators.head_count import HeadCount
from application.indicators.marks import mark, shown_counts, together
from application.indicators.period import Asked
from application.indicators.switches import AGES, OlderAges
from application.indicators.targets import percent
from application.kernel.bitemporal.clocks import known
from application.kernel.bitemporal.episodes import EPISODES
from application.kernel.bitemporal.training_stays import TRAINING_STAYS
from domain.training.trainings import Outcome
from domain.worker.pieces import REEMPLOYED

ENROLLED, PLACED, AWAITING = "enrolled", "placed", "awaiting_placement"
ENDS = (Outcome.COMPLETED.value, Outcome.FAILED.value, Outcome.LEFT.value)

DEFINITION = Definition(
    name="training",
    title=Words("再就业培训结业率与安置率", "Training: completion and placement"),
    numerator=Words(
        "结业率：期内结业人次；安置率：期内结业者中，自结业日起规定月数（默认六个月）内、"
        "且不迟于截止日实现再就业的人次",
        "Completion: stays completed in the period. Placement: of these, those followed by a "
        "re-employment within the months of the rule (six by default) and by the as-of date",
    ),
    denominator=Words(
        "结业率：期内结束培训的人次（结业、不合格、中途退出）；安置率：期内结业人次"
        "（其中期限未满尚未安置者另列）",
        "Completion: stays that ended in the period (completed, failed, left). Placement: stays "
        "completed in the period (those whose months are not over yet are shown apart)",
    ),
    period=Words(
        "1月1日至截止日（含）；单位与年龄按开班报名日、结束日认定",
        "1 January to the as-of date inclusive; unit and age on the day of enrolment or end",
    ),
    reference="江府[2003]43号 三(二)2(1)、三(二)2(20)",
    rules=tuple(switch.name for switch in AGES),
)


class Training(HeadCount):
    """Rows of counts with `completion_rate` and `placement_rate` in percent or null."""

    __slots__ = ()

    definition = DEFINITION
    switches = AGES
    columns: ClassVar[Mapping[str, Sequence[str]]] = {
        ENROLLED: (ENROLLED,),
        "finished": ENDS,
        **{name: (name,) for name in ENDS},
        PLACED: (PLACED,),
        AWAITING: (AWAITING,),
    }

    def marks(self, rules: Mapping[str, Any]) -> FromClause:
        return together(_marks(self.asked, OlderAges.of(rules)))

    def row(self, counts: Counter[str]) -> dict[str, Any]:
        row: dict[str, Any] = shown_counts(counts, self.columns)
        return row | {
            "completion_rate": percent(row["completed"], row["finished"]),
            "placement_rate": percent(row[PLACED], row["completed"]),
        }


def _marks(asked: Asked, ages: OlderAges) -> Iterator[Select[Any]]:
    begun = _stays(asked, TRAINING_STAYS.c.enrolled_on, ages, "begun")
    yield mark(ENROLLED, begun.c, begun.c.older_on <= begun.c.day, (begun.c.enrolled_by,))
    over = _stays(asked, TRAINING_STAYS.c.finished_on, ages, "over")
    o, older = over.c, over.c.older_on <= over.c.day
    facts = (o.enrolled_by, o.finished_by)
    completed, placed = o.outcome == Outcome.COMPLETED, o.placed_by.is_not(None)
    waiting = and_(completed, ~placed, o.placement_until > asked.days[1])
    yield mark(o.outcome, o, older, facts)
    yield mark(PLACED, o, older, (*facts, o.placed_by)).where(completed, placed)
    yield mark(AWAITING, o, older, facts).where(waiting)


def _stays(asked: Asked, day: Column[int], ages: OlderAges, name: str) -> CTE:
    """Stays whose `day` lies in the period, with the worker as of that day."""
    t, e = TRAINING_STAYS.c, EPISODES.c
    there = and_(
        e.stream == t.stream,
        known(EPISODES, asked.known),
        e.effective_from <= day,
        e.effective_until > day,
    )
    return (
        select(
            t.stream,
            day.label("day"),
            e.station,
            e.sex,
            ages.reached_on(e).label("older_on"),
            t.enrolled_by,
            t.finished_by,
            t.outcome,
            t.placement_until,
            _placed_by(asked).label("placed_by"),
        )
        .select_from(TRAINING_STAYS.join(EPISODES, there))
        .where(known(TRAINING_STAYS, asked.known), day.between(*asked.days), e.counted)
        .cte(name)
    )


def _placed_by(asked: Asked) -> ScalarSelect[Any]:
    """The fact of the first re-employment in the time in which a placement counts."""
    hired, t = EPISODES.c, TRAINING_STAYS.c
    return (
        select(hired.entered_by)
        .where(
            hired.stream == t.stream,
            known(EPISODES, asked.known),
            hired.entered == REEMPLOYED,
            hired.effective_from.between(t.finished_on, t.placement_until),
            hired.effective_from <= asked.days[1],
        )
        .order_by(hired.effective_from, hired.entered_by)
        .limit(1)
        .correlate(TRAINING_STAYS)
        .scalar_subquery()
    )
