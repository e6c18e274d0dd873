"""How many open cases each unit has, its own and those of all below it."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from application.kernel.answering.query import Sight
from application.read_models.worker_file import open_case, within
from application.read_models.worker_row import WORKER_FILE


@dataclass(frozen=True, slots=True)
class OpenCases:
    """Cases by the code of every unit that has any. Raises `UnitUnknown`."""

    area: str | None = None

    def answer(self, sight: Sight) -> Counter[str]:
        c = WORKER_FILE.c
        asked = (
            select(c.station, func.count())
            .where(open_case(), within(WORKER_FILE, self.area, sight.units))
            .group_by(c.station)
        )
        cases: Counter[str] = Counter()
        for station, count in sight.connection.execute(asked):
            for unit in sight.units.upwards(station):
                if self.area is None or sight.units.covers(self.area, unit.code):
                    cases[unit.code] += count
        return cases
