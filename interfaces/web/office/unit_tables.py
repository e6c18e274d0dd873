"""Units of the city as tables: those below one of them, those that a search finds."""

from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlencode

from application.exports.sheets import Cell
from application.exports.tables import Column, Row, Table
from application.read_models.open_cases import OpenCases
from domain.unit.units import Level, Unit
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.freshness import fresh_at_least
from interfaces.web.visit import Visit

MOST_FOUND = 200
KINDS: Mapping[str, str] = {
    "street": later("街道"),
    "town": later("镇"),
    "community": later("社区"),
    "village": later("村"),
    "other": later("其他区域"),
}


class UnitTables:
    """`cases` are those of the visitor's area; None for whoever may not see figures."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._units = visit.units
        figures = visit.may(Permission.READ_FIGURES)
        self._fresh = fresh_at_least(visit) if figures else ""
        self._cases = visit.ask(OpenCases(visit.area)) if figures else None
        self._below: Mapping[str, list[Unit]] = defaultdict(list)
        for unit in sorted(self._units.units.values(), key=lambda unit: unit.code):
            if unit.parent:
                self._below[unit.parent].append(unit)

    def below(self, root: Unit) -> Table:
        """The unit itself as the total, then those below it, of a city on two levels."""
        levels = 2 if root.level is Level.CITY else 1
        rows = [self._row(root, total=True), *self._rows(root, levels, 0)]
        return self._table(self._visit.words.say("{unit}机构一览表", unit=root.name), rows)

    def found(self, sought: str) -> Table:
        """The units whose code or name has these characters, the higher levels first."""
        found = [
            unit
            for unit in self._units.units.values()
            if sought in unit.code or sought in self._visit.place(unit.code)
        ]
        order = list(Level)
        found.sort(key=lambda unit: (order.index(unit.level), unit.code))
        rows = [self._row(unit, path=True) for unit in found[:MOST_FOUND]]
        notes = []
        if len(found) > MOST_FOUND:
            counts = {"most": MOST_FOUND, "n": len(found)}
            notes.append(
                self._visit.words.say("只列出前{most}个，共有{n}个。请输入更多的字。", **counts)
            )
        return self._table(self._visit.words.say("查到的机构"), rows, notes)

    def _rows(self, unit: Unit, levels: int, depth: int) -> list[Row]:
        rows: list[Row] = []
        for below in self._below[unit.code] if levels else ():
            rows.append(self._row(below, depth=depth))
            rows += self._rows(below, levels - 1, depth + 1)
        return rows

    def _row(self, unit: Unit, depth: int = 0, total: bool = False, path: bool = False) -> Row:
        visit, number = self._visit, len(self._below[unit.code])
        links = {1: f"/units?{urlencode({'unit': unit.code})}"} if number and not total else {}
        cells: list[Cell] = [
            unit.code,
            visit.place(unit.code) if path else unit.name,
            visit.words.word(unit.level),
            visit.words.say(KINDS.get(unit.kind, unit.kind)) if unit.kind else None,
            self._validity(unit),
            visit.unit_name(unit.successor) or None,
            number or None,
        ]
        if self._cases is not None:
            cells.append(self._cases[unit.code] if self._sees(unit) else None)
        return Row(cells, depth, total, links)

    def _sees(self, unit: Unit) -> bool:
        return self._visit.caller.reaches(self._units, unit.code)

    def _validity(self, unit: Unit) -> str | None:
        if unit.valid_from is None and unit.valid_until is None:
            return None
        since, until = (
            day.isoformat() if day else "" for day in (unit.valid_from, unit.valid_until)
        )
        return f"{since}—{until}"

    def _table(self, title: str, rows: list[Row], notes: list[str] | None = None) -> Table:
        say, field = self._visit.words.say, self._visit.words.field
        columns = [
            Column(field("code"), "identity"),
            Column(say("机构")),
            Column(field("level")),
            Column(say("类型")),
            Column(say("有效期")),
            Column(field("successor")),
            Column(say("下级机构"), "number"),
        ]
        if self._cases is not None:
            columns.append(Column(say("在册人数"), "number"))
        told = [*(notes or ()), *filter(None, [self._fresh])]
        return Table(title, columns, rows, notes=told, language=self._visit.language)
