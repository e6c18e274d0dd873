"""The people of the re-employment rate in several reporting periods at once, by place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, datetime
from functools import partial
from itertools import chain
from operator import itemgetter

from application.indicators.period import Asked
from application.indicators.reemployed_on_days import counted_on
from application.indicators.reemployed_people import Rules
from application.indicators.reporting_periods import ReportingPeriod
from application.indicators.units import Rollup, add_to, groups_of
from application.kernel.answering.query import Sight
from application.kernel.answering.remembered import Counts, Summed
from application.kernel.projecting.projector import batched


class ComparedPeriods:
    """Those beside a period and on its courses; those of one first day are found in one pass.

    A place is the unit of a rollup's level to which a station adds up: what is shown of streets
    is not added up over all communities, once for each period.
    """

    def __init__(
        self,
        sight: Sight,
        period: ReportingPeriod,
        known_at: datetime | None,
        rules: Rules,
    ) -> None:
        self.sight = sight
        self.period = period
        self.known_at = known_at
        self.rules = rules
        days: dict[date, set[date]] = defaultdict(set)
        for each in chain(period.beside, *period.courses):
            days[each.since].add(each.as_of)
        self._days = {since: sorted(found) for since, found in days.items()}
        self._nth = {
            (since, day): 2 * nth
            for since, found in self._days.items()
            for nth, day in enumerate(found)
        }

    def parts(
        self, periods: Sequence[ReportingPeriod], groups: Set[str], rollup: Rollup
    ) -> Iterator[tuple[str, str, tuple[int, ...]]]:
        """(place, group, numerator and denominator in each of the periods), for some groups."""
        sums: dict[tuple[str, str], list[int]] = {}
        for since in {period.since for period in periods}:
            nths = [nth for nth, period in enumerate(periods) if period.since == since]
            days = (periods[nth].as_of for nth in nths)
            for key, numbers in self._gathered(since, days, groups, rollup).items():
                found = sums.setdefault(key, [0] * (2 * len(periods)))
                for nth, both in zip(nths, batched(numbers, 2), strict=True):
                    found[2 * nth : 2 * nth + 2] = both
        for (place, group), counts in sums.items():
            yield place, group, tuple(counts)

    def _gathered(
        self, since: date, days: Iterable[date], groups: Set[str], rollup: Rollup
    ) -> Counts:
        """The numbers of some days of one count, by place and group."""
        first = [self._nth[since, day] for day in days]
        of_the_days = itemgetter(*(nth for one in first for nth in (one, one + 1)))
        sums: Counts = {}
        for (place, sex, older), numbers in self._counted(since, rollup).items():
            found = of_the_days(numbers)
            if any(found):
                for group in groups & set(groups_of(sex, older)):
                    add_to(sums, (place, group), found)
        return sums

    def _counted(self, since: date, rollup: Rollup) -> Counts:
        days = self._days[since]
        asked = Asked(days[-1], since, self.known_at)
        units = self.sight.rules.versions
        summed = Summed((rollup.level, rollup.as_of, units), partial(_placed, rollup=rollup))
        return counted_on(self.sight, asked, days, self.rules, summed)


def _placed(counts: Counts, rollup: Rollup) -> Counts:
    sums: Counts = {}
    for (station, *who), numbers in counts.items():
        add_to(sums, (rollup.row_of(station), *who), numbers)
    return sums
