"""What a page of data quality was asked for, and the four lists that it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from application.read_models.duplicates import Found, LikelyDuplicates
from application.read_models.late_entries import LateEntries, Lateness
from application.read_models.short_employments import HowManyShort, ShortEmployments
from application.read_models.silent_stations import SilentStation, SilentStations
from interfaces.texts.pages import later
from interfaces.web.freshness import fresh_at_least
from interfaces.web.office.between import Between, address
from interfaces.web.visit import Visit


class Tab(NamedTuple):
    """`timed` lists ask for days; `none` is said of an empty one; `measure` is 计量单位."""

    path: str
    title: str
    none: str
    measure: str = ""
    timed: bool = False


LATE = Tab(
    "/quality", later("迟录"), later("这段日期内没有记入事项。"), later("件、%、日"), timed=True
)
SILENT = Tab("/quality/silent", later("停录机构"), later("没有停录的机构。"), later("人、日"))
DUPLICATES = Tab("/quality/duplicates", later("疑似重复登记"), later("没有疑似重复的登记。"))
SHORT = Tab("/quality/short", later("极短就业"), later("这段日期内没有极短就业。"), timed=True)
LATE_FACTS = Tab(
    "/quality/late", later("迟录明细"), later("这段日期内没有迟录。"), later("日"), timed=True
)


@dataclass(frozen=True)
class Asked:
    """A unit, or None for all that the account may see; and the days.

    `fresh` tells up to which fact all of it is answered at least.
    """

    visit: Visit
    unit: str | None
    between: Between
    fresh: str

    @classmethod
    def read(cls, visit: Visit) -> "Asked":
        """Raises `UnitUnknown`, `OutsideArea`."""
        given = visit.request.query_params
        unit = given.get("unit") or None
        if unit:
            visit.units[unit]
            visit.caller.require_area(visit.units, unit)
        this_year = visit.today.replace(month=1, day=1), visit.today
        between = Between.read(visit, given, this_year)
        return cls(visit, unit, between, fresh_at_least(visit))

    @property
    def area(self) -> str | None:
        return self.unit or self.visit.area

    @property
    def days(self) -> tuple[date, date]:
        """The last day that may be asked for has no bound: nothing lies in the future."""
        return self.between.from_ or date.min, self.between.to or self.visit.today

    def address(self, tab: Tab, **more: str | None) -> str:
        days = self.between.query if tab.timed else {}
        return address(tab.path, **days, unit=self.unit, **more)

    @property
    def query(self) -> Mapping[str, str]:
        return self.between.query

    @cached_property
    def late(self) -> Sequence[Lateness]:
        return self.visit.ask(LateEntries(*self.days, self.area))

    @cached_property
    def silent(self) -> Sequence[SilentStation]:
        return self.visit.ask(SilentStations(self.visit.today, self.area))

    @cached_property
    def alike(self) -> Found:
        return self.visit.ask(LikelyDuplicates(self.area))

    @property
    def short(self) -> ShortEmployments:
        return ShortEmployments(*self.days, self.visit.today, self.area)

    def tabs(self) -> list[tuple[Tab, int]]:
        """Each tab, at the address where it is asked the same, with how many it holds."""
        counts = {
            LATE: self.late[0].late_facts,
            SILENT: len(self.silent),
            DUPLICATES: len(self.alike.pairs),
            SHORT: self.visit.ask(HowManyShort(self.short)),
        }
        return [(self.placed(tab), count) for tab, count in counts.items()]

    def placed(self, tab: Tab) -> Tab:
        return tab._replace(path=self.address(tab))
