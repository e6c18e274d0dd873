"""Whose name stands under each line: the clerk of the station, or the reviewer of its county."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from application.demo.people import name_of
from application.demo.places import UnitRow
from domain.kernel.identity_number import normalised

REVIEWED = frozenset(
    {
        "assess-assistance",
        "return-assistance",
        "issue-certificate",
        "refuse-certificate",
        "review-certificate",
        "suspend-certificate",
        "resume-certificate",
        "withdraw-certificate",
        "replace-certificate",
        "void-registration",
        "merge-worker",
    }
)
"""What the second pair of eyes records."""

Fields = dict[str, object]


class Signing:
    """Knows who has each case; `sign` takes the lines in the order of recording."""

    def __init__(self, units: Sequence[UnitRow], seed: int) -> None:
        self._above = {unit.code: unit.parent for unit in units}
        self._levels = {unit.code: unit.level for unit in units}
        self._city = next(unit.code for unit in units if unit.level == "city")
        self._seed = seed
        self._names: dict[str, str] = {}
        self._stations: dict[str, str] = {}

    def sign(self, lines: Iterable[Fields]) -> Iterator[Fields]:
        for line in lines:
            unit = self._unit(line)
            yield {**line, "recorded_by": self._name(unit), "recorded_station": unit}

    def _unit(self, line: Fields) -> str:
        """The unit that records a line; of a transfer the one that gives the case away."""
        number = line.get("worker") or line.get("id_number")
        if number is None:
            return self._city
        worker = normalised(str(number))
        if line["command"] == "register-worker":
            self._stations[worker] = str(line["station"])
        station = self._stations[worker]
        if line["command"] == "transfer-case":
            self._stations[worker] = str(line["to_station"])
        return self._county(station) if line["command"] in REVIEWED else station

    def _county(self, code: str) -> str:
        while self._levels[code] != "county":
            code = self._above[code]
        return code

    def _name(self, unit: str) -> str:
        """An invented person for each unit, the same whatever else is made up."""
        if unit not in self._names:
            rng = Random(f"{self._seed} {unit}")
            self._names[unit] = name_of(rng.random() < 0.4, rng)
        return self._names[unit]
