"""What the half-year table is asked for, as its form sends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from application.indicators.halves import ReportedHalf, end_of
from interfaces.web.forms.typed import day
from interfaces.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Wanted:
    """`last` is the last day that is counted: that of the half, or today while it is running.

    `known` is the last day of recording as it was typed, empty for the usual one; `wrong` says by
    field what cannot be.
    """

    period: ReportedHalf
    last: date
    unit: str
    known: str
    known_at: datetime
    wrong: Mapping[str, str]

    def address(self, unit: str, **more: str) -> str:
        """Where the table of a unit stands that is asked for otherwise alike."""
        chosen = {"year": str(self.period.year), "half": self.period.half.value, "unit": unit}
        kept = {"known": self.known} if self.known else {}
        return f"/half-year?{urlencode({**chosen, **kept, **more})}"


def wanted_of(visit: Visit, period: ReportedHalf, unit: str, known: str) -> Wanted:
    say, today = visit.words.say, visit.today
    wrong = {}
    if period.first > today:
        wrong["year"] = say("该期尚未开始。请另选年度或报告期。")
    known_on = _day_typed(known) if known else period.cut_off_on
    if known_on is None:
        wrong["known"] = say("统计时点不是日期。请按年-月-日填写，例如 2005-07-05。")
    elif known and known_on > today:
        wrong["known"] = say("统计时点不能晚于今天（{today}）。", today=today)
    at = min(end_of(known_on or today), visit.tracker.clock.now())
    return Wanted(period, min(period.last, today), unit, known, at, wrong)


def _day_typed(text: str) -> date | None:
    try:
        return date.fromisoformat(day(text))
    except ValueError:
        return None
