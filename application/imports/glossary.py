"""Words in a file as the values that commands take: choices, yes and no, units by their names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from application.imports.lines import alike
from application.kernel.commands import Command, Handler, choices_of
from domain.kernel.errors import DomainError, Refusal
from domain.unit.units import STATION_LEVELS, Unit, UnitTree

Spoken = Callable[[str], Iterable[str]]
"""What people call a value, in every language."""

_STATIONS = frozenset({"station", "to_station"})
_UNITS = _STATIONS | {"unit"}
_MOST_CODES = 5


class UnitNameUnclear(DomainError):
    """`problem`: unknown, or shared with the first of the `codes` of that name."""

    code = "unit-name-unclear"
    sort = Refusal.MALFORMED


class Glossary:
    """The words of a file that somebody brings who works on `area`; None is the whole city.

    A word that is none of the ledger's is left as it is, to be refused by the command.
    """

    def __init__(
        self, handlers: Mapping[str, Handler], spoken: Spoken, units: UnitTree, area: str | None
    ) -> None:
        self.handlers = handlers
        self._spoken = spoken
        self._units = units
        self._area = area
        self._choices: dict[type[Command], Mapping[str, Mapping[str, str]]] = {}

    def command(self, word: str) -> Handler | None:
        return self.handlers.get(word) or self.handlers.get(self._commands.get(alike(word), ""))

    def values(
        self, command: type[Command], fields: Mapping[str, object]
    ) -> tuple[dict[str, object], dict[str, UnitNameUnclear]]:
        """The fields with values in place of words, and what cannot be told, by field."""
        values = dict(fields)
        unclear: dict[str, UnitNameUnclear] = {}
        for name, choices in self._in_words(command).items():
            text = values.get(name)
            if not isinstance(text, str):
                continue
            try:
                if name in _UNITS:
                    values[name] = self._unit(text, stations=name in _STATIONS)
                elif text not in choices.values():
                    values[name] = choices.get(alike(text), text)
            except UnitNameUnclear as error:
                unclear[name] = error
        return values, unclear

    @cached_property
    def _commands(self) -> Mapping[str, str]:
        return self._by_word(self.handlers)

    def _in_words(self, command: type[Command]) -> Mapping[str, Mapping[str, str]]:
        """The fields that may be told in words; the choices of each by their words."""
        found = self._choices.get(command)
        if found is None:
            choices = {name: choices_of(field) for name, field in command.model_fields.items()}
            found = self._choices[command] = {
                name: self._by_word(some)
                for name, some in choices.items()
                if some or name in _UNITS
            }
        return found

    def _by_word(self, values: Iterable[str]) -> Mapping[str, str]:
        return {alike(word): value for value in values for word in self._spoken(value)}

    @cached_property
    def _names(self) -> Mapping[str, list[Unit]]:
        """The units by their name, and by that of the unit above them with theirs."""
        found = defaultdict(list)
        for unit in self._units.units.values():
            found[alike(unit.name)].append(unit)
            if unit.parent is not None and unit.parent in self._units:
                found[alike(f"{self._units[unit.parent].name}{unit.name}")].append(unit)
        return found

    def _unit(self, text: str, stations: bool) -> str:
        """Raises `UnitNameUnclear`. Somebody who works on a part of the city means that part."""
        word = alike(text)
        if word.isascii():
            return word
        named = [
            unit
            for unit in self._names.get(word, ())
            if not stations or unit.level in STATION_LEVELS
        ]
        near = [unit for unit in named if self._area and self._units.covers(self._area, unit.code)]
        meant = near or named
        if not meant:
            raise UnitNameUnclear(problem="unknown")
        if len(meant) > 1:
            codes = [unit.code for unit in meant[:_MOST_CODES]]
            raise UnitNameUnclear(problem="shared", codes=codes)
        return meant[0].code
