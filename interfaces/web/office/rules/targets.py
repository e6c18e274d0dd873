"""Targets by unit and year: set, broken down, checked that the parts reach the whole."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from application.exports.sheets import Cell
from application.exports.statistics import workbook_of
from application.exports.tables import Column, Row, Table
from application.indicators.set_targets import Parts, SetTargets, Target, TargetsOfUnit
from application.read_models.office_record import TargetHistory
from domain.target.targets import ADDITIVE, NOTICE, OPENING, OPENING_YEARS, RATES
from interfaces.accounts.roles import Permission
from interfaces.web.forms.form import Form
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.office.rules.deciding import (
    TABS,
    Step,
    blank,
    check_page,
    decide,
    written,
)
from interfaces.web.posted import Form as PostedForm
from interfaces.web.station.places import parts_of_area
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_FIGURES)]
Setter = Annotated[Visit, sees(Permission.SET_RULES)]
Year = Annotated[int | None, Query(ge=2000, le=2100)]
COMMAND = "set-target"
_CENT = Decimal("0.01")


@router.get("/rules/targets")
def targets(visit: Reader, unit: str = "", year: Year = None, format: str = "") -> Response:
    """The targets of a unit and of those below it. Raises `OutsideArea`."""
    code = unit_asked(visit, unit)
    asked = year or visit.today.year
    found = visit.ask(SetTargets(code, asked))
    table = _table(visit, code, asked, found)
    if format == "xlsx":
        return visit.download(workbook_of(table), f"{table.title}.xlsx")
    return visit.page(
        "office/rules/targets.html",
        table=table,
        parts_told=[(parts, _told(visit, code, parts)) for parts in found.parts],
        unit=code,
        year=asked,
        places=parts_of_area(visit),
        tabs=TABS,
    )


@router.get("/rules/targets/{unit}")
def targets_of_unit(unit: str, visit: Reader, year: Year = None) -> Response:
    code, asked = unit_asked(visit, unit), year or visit.today.year
    return _page(visit, code, asked, blank(visit, COMMAND, unit=code, year=asked))


@router.post("/rules/targets/{unit}")
def set_target(posted: PostedForm, unit: str, visit: Setter, year: Year = None) -> Response:
    """Set one target of a unit for a year, after a last check."""
    code, asked = unit_asked(visit, unit), year or visit.today.year
    form = written(visit, COMMAND, posted, unit=code, year=asked)
    step = decide(visit, form, posted)
    if step is Step.DONE:
        return visit.go(f"/rules/targets/{code}", year=str(asked), done=COMMAND)
    if step is Step.WRITE:
        return _page(visit, code, asked, form)
    told = [
        (visit.words.field("unit"), visit.place(code)),
        (visit.words.field("year"), str(asked)),
        (visit.words.field("indicator"), visit.words.word(form.value("indicator"))),
        (visit.words.field("value"), form.value("value")),
    ]
    follows = visit.words.say("完成情况、排名和是否达标都按新目标计算。")
    return check_page(visit, form, told, follows)


def unit_asked(visit: Visit, unit: str) -> str:
    """A unit of the account's area, by default the whole of it. Raises `OutsideArea`."""
    code = unit or visit.area or visit.units.city.code
    visit.caller.require_area(visit.units, code)
    return code


def _page(visit: Visit, unit: str, year: int, form: Form | None) -> Response:
    if form:
        form.listed = {"indicator": visit.words.named(OPENING)}
    history = visit.ask(TargetHistory(unit, year))
    opened = unit == visit.units.city.code and year in OPENING_YEARS
    return visit.page(
        "office/rules/unit_targets.html",
        form.status if form else 200,
        unit=unit,
        year=year,
        now=visit.ask(SetTargets(unit, year)).rows[unit],
        plain=plain,
        indicators=list(OPENING),
        history=history,
        names=visit.named({each.recorded_by for each in history}),
        opening=OPENING if opened else {},
        notice=NOTICE,
        form=form,
        layout=LAYOUTS[COMMAND],
        tabs=TABS,
    )


def _table(visit: Visit, unit: str, year: int, found: TargetsOfUnit) -> Table:
    say, word = visit.words.say, visit.words.word
    columns = [Column(say("机构"))]
    for name in OPENING:
        additive = name in ADDITIVE
        above = say("目标（个）") if additive else say("目标（%）")
        columns.append(Column(word(name), "number" if additive else "rate", above))
    columns.append(Column(say("沿用上级的")))
    rows = [
        Row(
            [visit.unit_name(code), *_cells(each), _inherited(visit, code, each)],
            total=code == unit,
            links={0: f"/rules/targets/{code}?year={year}"},
        )
        for code, each in found.rows.items()
    ]
    title = say("{unit}{year}年工作目标", unit=visit.unit_name(unit), year=year)
    return Table(title, columns, rows, language=visit.language)


def _cells(targets: Mapping[str, Target]) -> Iterator[Cell]:
    for name in OPENING:
        value = targets[name].value if name in targets else None
        whole = value is not None and name in ADDITIVE and value == value.to_integral_value()
        yield int(value) if whole and value is not None else value and value.quantize(_CENT)


def _told(visit: Visit, unit: str, parts: Parts) -> str:
    """What is compared, as a sentence."""
    return visit.words.say(
        "{indicator}：下级之和 {together}，应不少于 {unit} {whole}",
        indicator=visit.words.word(parts.indicator),
        together=plain(parts.together),
        unit=visit.unit_name(unit),
        whole="—" if parts.whole is None else plain(parts.whole),
    )


def plain(value: Decimal) -> str:
    """A target without needless decimals."""
    whole = value == value.to_integral_value()
    return f"{int(value):,}" if whole else f"{value.normalize():,f}"


def _inherited(visit: Visit, unit: str, targets: Mapping[str, Target]) -> str | None:
    """The rates that hold here because a unit above was set them."""
    from_above = [name for name in RATES if name in targets and targets[name].of != unit]
    if len(from_above) == len(RATES):
        return visit.words.say("各项比率")
    return visit.words.say("、").join(map(visit.words.word, from_above)) or None
