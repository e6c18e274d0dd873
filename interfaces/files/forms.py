"""The columns of a workbook for one command, drawn from the command itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from pydantic.fields import FieldInfo

from application.exports.template import Column
from application.kernel.commands import choices_of, kinds_of
from application.tracker import HANDLERS
from domain.unit.units import STATION_LEVELS, Level, Unit, UnitTree
from interfaces.texts import Language, field_name, vocabulary

_EXAMPLES = {
    "id_number": "44070319530315021X",
    "worker": "44070319530315021X",
    "station": "440703002",
    "to_station": "440703002",
    "unit": "440703",
}
_NO_UNITS: Mapping[str, Sequence[str]] = MappingProxyType({})


def columns_of(
    command: str, language: Language, units: Mapping[str, Sequence[str]] = _NO_UNITS
) -> list[Column]:
    """A column for every field, the required ones first.

    Choices are offered in words; of `units`, those of a field by their names.
    """
    columns = [
        _column(command, name, field, language, units.get(name, ()))
        for name, field in HANDLERS[command].command.model_fields.items()
        if not (command == "register-worker" and name == "worker")
    ]
    return sorted(columns, key=lambda column: not column.required)


def _column(
    command: str, name: str, field: FieldInfo, language: Language, units: Sequence[str]
) -> Column:
    words = tuple(vocabulary(choice, language) for choice in choices_of(field))
    return Column(
        name,
        field_name(name, language, command),
        field.is_required(),
        "2004-12-31" if date in kinds_of(field.annotation) else _EXAMPLES.get(name, ""),
        tuple(units) or words,
        only=not units,
    )


def units_to_offer(units: UnitTree, area: str | None, today: date) -> dict[str, list[str]]:
    """The names of units for the fields that take one, to whoever works on `area`.

    A station's own communities are among them, those of a whole county would be a list that
    nobody looks through.
    """
    standing = _standing(units, today)
    near = [unit for unit in standing if area is None or units.covers(area, unit.code)]
    streets = [unit for unit in standing if unit.level is Level.STREET]
    within_a_street = area is not None and units[area].level in STATION_LEVELS
    own = [unit for unit in near if unit.level is Level.STREET or within_a_street]
    above = [unit for unit in near if unit.level is not Level.COMMUNITY]
    return {
        "station": _named(own, units),
        "to_station": _named(streets, units),
        "unit": _named(above, units),
    }


def _standing(units: UnitTree, today: date) -> list[Unit]:
    found = (u for u in units.units.values() if u.valid_until is None or u.valid_until >= today)
    return sorted(found, key=lambda unit: unit.code)


def _named(found: Sequence[Unit], units: UnitTree) -> list[str]:
    """Names, with that of the unit above where two are alike."""
    alike = Counter(unit.name for unit in found)
    return [
        unit.name if alike[unit.name] == 1 else f"{units[unit.parent or unit.code].name}{unit.name}"
        for unit in found
    ]
