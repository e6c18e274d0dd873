"""Certificate numbers: 6 digits of the county, 2 of the year, 6 of a series (domain §5.2)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from application.kernel.answering.query import Sight
from application.read_models.search_keys import NUMBERS
from domain.unit.units import Level

_SERIES = 6


@dataclass(frozen=True, slots=True)
class NextCertificateNumber:
    """The number after the highest that was given in the county of a station in the year of a day.

    None where the station has no county, or the series is used up. It is a proposal: a number that
    somebody had is refused when it is given. Raises `UnitUnknown`.
    """

    station: str
    on: date

    def answer(self, sight: Sight) -> str | None:
        county = next(
            (unit for unit in sight.units.upwards(self.station) if unit.level is Level.COUNTY), None
        )
        if county is None:
            return None
        beginning = f"{county.code}{self.on:%y}"
        number = NUMBERS.c.certificate_no
        alike = number.op("GLOB")(beginning + "[0-9]" * _SERIES)
        with sight.people() as people:
            highest = people.scalar(select(func.max(number)).where(alike))
        after = int(highest.removeprefix(beginning)) + 1 if highest else 1
        return f"{beginning}{after:0{_SERIES}}" if after < 10**_SERIES else None
