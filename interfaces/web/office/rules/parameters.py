"""The dated parameters: what holds on a day, every value with its record, a new one."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from application.exports.statistics import workbook_of
from application.exports.tables import Column, Row, Table
from application.read_models.office_record import ParameterHistory
from domain.policy.book import ParameterUnknown, Ruling, parameter
from domain.policy.parameters import PARAMETERS, Parameter
from interfaces.accounts.roles import Permission
from interfaces.texts import parameter_meaning
from interfaces.web.forms.form import Form
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.office.rules.deciding import (
    TABS,
    Step,
    blank,
    check_page,
    day_asked,
    decide,
    measured,
    written,
)
from interfaces.web.posted import Form as PostedForm
from interfaces.web.visit import Visit, sees

router = APIRouter(include_in_schema=False)
Reader = Annotated[Visit, sees(Permission.READ_FIGURES)]
Setter = Annotated[Visit, sees(Permission.SET_RULES)]
COMMAND = "set-parameter"


@dataclass(frozen=True, slots=True)
class Shown:
    """A parameter in words, with the ruling that holds on a day."""

    name: str
    meaning: str
    bounds: str
    value: str
    since: str
    reference: str


@router.get("/rules")
def rules(visit: Reader, on: str = "", format: str = "") -> Response:
    """Every parameter with its value on a day."""
    day = day_asked(visit, on) or visit.today
    found = [
        _shown(visit, each, visit.tracker.rules.policy.on(each.name, day)) for each in PARAMETERS
    ]
    if format == "xlsx":
        table = _table(visit, found, day)
        return visit.download(workbook_of(table), f"{table.title}.xlsx")
    wrong = bool(on) and day_asked(visit, on) is None
    return visit.page("office/rules/parameters.html", found=found, on=day, wrong=wrong, tabs=TABS)


@router.get("/rules/parameters/{name}")
def one_parameter(name: str, visit: Reader) -> Response:
    wanted = _wanted(name)
    return _page(visit, wanted, blank(visit, COMMAND, name=name))


@router.post("/rules/parameters/{name}")
def set_parameter(posted: PostedForm, name: str, visit: Setter) -> Response:
    """Give it another value from a day on, after a last check."""
    wanted = _wanted(name)
    form = written(visit, COMMAND, posted, name=name)
    _list_choices(visit, wanted, form)
    step = decide(visit, form, posted)
    if step is Step.DONE:
        return visit.go(f"/rules/parameters/{name}", done=COMMAND)
    if step is Step.WRITE:
        return _page(visit, wanted, form)
    day = date.fromisoformat(form.value("effective_on"))
    now = _shown(visit, wanted, visit.tracker.rules.policy.on(name, day))
    told = [
        (visit.words.say("参数"), now.meaning),
        (visit.words.say("该日现值"), now.value),
        (visit.words.say("新值"), _value(visit, wanted, form.value("value"))),
    ]
    follows = visit.words.say(
        "这一天以前的事按原值，从这一天起按新值。以前按原值出过的统计，按当时的“已知时点”仍可查到。"
    )
    return check_page(visit, form, told, follows)


def _wanted(name: str) -> Parameter:
    """Raises 404."""
    try:
        return parameter(name)
    except ParameterUnknown:
        raise HTTPException(404) from None


def _page(visit: Visit, wanted: Parameter, form: Form | None) -> Response:
    if form:
        _list_choices(visit, wanted, form)
    policy, history = visit.tracker.rules.policy, visit.ask(ParameterHistory(wanted.name))
    opening = policy.rulings[wanted.name][0]
    return visit.page(
        "office/rules/parameter.html",
        form.status if form else 200,
        shown=_shown(visit, wanted, policy.on(wanted.name, visit.today)),
        history=history,
        values=[_value(visit, wanted, each.fact.value) for each in history],
        names=visit.named({each.recorded_by for each in history}),
        opening=_shown(visit, wanted, opening),
        form=form,
        layout=LAYOUTS[COMMAND],
        tabs=TABS,
    )


def _list_choices(visit: Visit, wanted: Parameter, form: Form) -> None:
    if wanted.choices:
        form.listed = {"value": visit.words.named(wanted.choices)}


def _shown(visit: Visit, wanted: Parameter, ruling: Ruling) -> Shown:
    bounds = " / ".join(map(visit.words.word, wanted.choices)) or wanted.bounds
    return Shown(
        wanted.name,
        parameter_meaning(wanted.name, visit.language),
        bounds,
        _value(visit, wanted, str(ruling.value)),
        "" if ruling.since == date.min else ruling.since.isoformat(),
        ruling.reference,
    )


def _value(visit: Visit, wanted: Parameter, value: str) -> str:
    if wanted.choices:
        return visit.words.word(value)
    return measured(visit, value, wanted.unit)


def _table(visit: Visit, found: list[Shown], day: date) -> Table:
    say = visit.words.say
    heads = [say("参数"), say("取值"), say("自何日起"), say("可取范围"), say("依据")]
    rows = [
        Row([each.meaning, each.value, each.since or say("开始"), each.bounds, each.reference])
        for each in found
    ]
    title = say("{day}执行的规则参数", day=day.isoformat())
    return Table(title, list(map(Column, heads)), rows, language=visit.language)
