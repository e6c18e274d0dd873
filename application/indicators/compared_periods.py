"""The people of the re-employment rate in several reporting periods at once, by station."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from datetime import date, datetime
from itertools import chain

from application.indicators.period import Asked
from application.indicators.reemployed_on_days import counted_on
from application.indicators.reemployed_people import Rules
from application.indicators.reporting_periods import ReportingPeriod
from application.indicators.units import groups_of
from application.kernel.query import Sight
from application.kernel.remembered import Counts


class ComparedPeriods:
    """Those beside a period and on its courses; those of one first day are found in one pass."""

    def __init__(
        self, sight: Sight, period: ReportingPeriod, known_at: datetime | None, rules: Rules
    ) -> None:
        self.period = period
        days: dict[date, set[date]] = defaultdict(set)
        for each in chain(period.beside, *period.courses):
            days[each.since].add(each.as_of)
        self._place: dict[tuple[date, date], int] = {}
        self._counts: dict[date, Counts] = {}
        for since, found in days.items():
            in_order = sorted(found)
            asked = Asked(in_order[-1], since, known_at)
            self._counts[since] = counted_on(sight, asked, in_order, rules)
            self._place |= {(since, day): 2 * nth for nth, day in enumerate(in_order)}

    def parts(
        self, periods: Sequence[ReportingPeriod], groups: Set[str]
    ) -> Iterator[tuple[str, str, tuple[int, ...]]]:
        """(station, group, numerator and denominator in each of the periods), for some groups."""
        sums: dict[tuple[str, str], list[int]] = {}
        for nth, period in enumerate(periods):
            place = self._place[period.since, period.as_of]
            for (station, sex, older), numbers in self._counts[period.since].items():
                if not numbers[place + 1]:
                    continue
                for group in groups & set(groups_of(sex, older)):
                    found = sums.setdefault((station, group), [0] * (2 * len(periods)))
                    found[2 * nth] += numbers[place]
                    found[2 * nth + 1] += numbers[place + 1]
        for (station, group), counts in sums.items():
            yield station, group, tuple(counts)
