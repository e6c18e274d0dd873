"""The units of the city: the tree, a search in it, and loading a file of them."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Annotated, NamedTuple

from fastapi import APIRouter
from fastapi.responses import Response

from application.exports.statistics import workbook_of
from application.kernel.plain_cells import plain_row
from application.units.loading import Change, UnitsFileUnusable, changes, units_in
from domain.kernel.errors import DomainError
from domain.unit.units import Level, Unit, UnitTree
from interfaces.accounts.roles import Permission
from interfaces.http.problems import STATUS
from interfaces.texts import refusal_words
from interfaces.web.office.unit_tables import UnitTables
from interfaces.web.posted import Form, Posted
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_FIGURES, Permission.LOAD_UNITS)]
Loader = Annotated[Visit, sees(Permission.LOAD_UNITS)]

FIELDS = ("code", "name", "level", "parent", "kind", "valid_from", "valid_until", "successor")
"""The columns of a units file."""
UNITS = "units-file-unusable"
"""Where the fields have words of their own."""


class Shown(NamedTuple):
    """A unit that a file would change: what differs, with the value before and after."""

    code: str
    place: str
    new: bool
    differs: list[tuple[str, str, str]]


@router.get("/units")
def units(
    visit: Reader, unit: str = "", q: str = "", format: str = "", loaded: int | None = None
) -> Response:
    """A unit with those below it, or those that a search finds."""
    root = visit.units.units.get(unit, visit.units.city)
    sought = q.strip()
    tables = UnitTables(visit)
    table = tables.found(sought) if sought else tables.below(root)
    if format == "xlsx":
        return visit.download(workbook_of(table), f"{table.title}.xlsx")
    above = [] if sought else list(visit.units.upwards(root.code))[:0:-1]
    return visit.page("office/units.html", table=table, above=above, root=root, q=q, loaded=loaded)


@router.get("/units/file")
def units_file(visit: Loader) -> Response:
    """All units as a file that can be changed and loaded."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    for unit in sorted(visit.units.units.values(), key=lambda unit: unit.code):
        writer.writerow(plain_row(getattr(unit, name) for name in FIELDS))
    # With the mark that tells Excel the encoding.
    return visit.download(text.getvalue().encode("utf-8-sig"), visit.words.say("机构表") + ".csv")


@router.get("/units/load")
def begin_loading(visit: Loader) -> Response:
    return _begin(visit)


@router.post("/units/load")
def load(posted: Form, visit: Loader) -> Response:
    """Show what a file would change; load it when that has been looked at."""
    file = posted.files.get("file")
    if "text" not in posted and (file is None or not file.filename):
        return _begin(visit, 422, visit.words.say("请先选择机构表文件。"))
    try:
        name, text = _sent(posted)
        read = units_in(StringIO(text), name)
        changed = _within_the_area(visit, read)
        if "checked" in posted:
            loaded = visit.tracker.take_units(read, name, visit.account.name)
            return visit.go("/units", loaded=str(loaded))
    except DomainError as refusal:
        words = refusal_words(refusal.code, refusal.facts, visit.language)
        return _begin(visit, STATUS[refusal.sort], words)
    same = len(read) - len(changed)
    return visit.page("office/units_check.html", name=name, text=text, changed=changed, same=same)


def _begin(visit: Visit, status: int = 200, refusal: str | None = None) -> Response:
    return visit.page("office/units_load.html", status, refusal=refusal, fields=FIELDS)


def _sent(posted: Posted) -> tuple[str, str]:
    """Name and text of the file, as uploaded or as looked at. Raises `UnitsFileUnusable`."""
    file = posted.files.get("file")
    if file is None:
        return posted.get("name", "")[-200:], posted.get("text", "")
    content = file.file.read()
    name = Path(file.filename or "").name[-200:]
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return name, content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnitsFileUnusable(problem="not-text", file=name)


def _within_the_area(visit: Visit, read: Iterable[Unit]) -> list[Shown]:
    """What would change. Raises `OutsideArea`, `UnitsUnusable`."""
    known = visit.units
    changed = changes(known, read)
    then = UnitTree([*known.units.values(), *(change.after for change in changed)])
    for change in changed:
        for tree in (known, then):
            if change.after.code in tree:
                visit.caller.require_area(tree, change.after.code)
    return [_shown(visit, then, change) for change in changed]


def _shown(visit: Visit, then: UnitTree, change: Change) -> Shown:
    after = change.after
    path = [unit.name for unit in then.upwards(after.code) if unit.level is not Level.CITY]
    differs = [
        (
            visit.words.field(name, UNITS),
            _told(visit, change.before, name),
            _told(visit, after, name),
        )
        for name in FIELDS
        if change.before and getattr(change.before, name) != getattr(after, name)
    ]
    return Shown(after.code, "".join(reversed(path)) or after.name, change.before is None, differs)


def _told(visit: Visit, unit: Unit | None, name: str) -> str:
    value = getattr(unit, name)
    return visit.words.word(str(value)) if value is not None else visit.words.say("（空）")
