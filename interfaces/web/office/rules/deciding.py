"""The forms of the office's own commands: written, looked at once more, carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from fastapi.responses import Response

from application.tracker import HANDLERS
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.forms.carrying_out import carry_out, rehearse
from interfaces.web.forms.form import BACK, CHECKED, Form
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.forms.typed import typed
from interfaces.web.posted import Posted
from interfaces.web.visit import Visit

MEASURED: Mapping[str, str] = {
    "周岁": later("{n} 周岁"),
    "月": later("{n} 个月"),
    "工作日": later("{n} 个工作日"),
    "人": later("{n} 人"),
    "日": later("{n} 日"),
}


class Step(Enum):
    WRITE = auto()
    CHECK = auto()
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Tab:
    path: str
    title: str


TABS = (
    Tab("/rules", later("规则参数")),
    Tab("/rules/targets", later("工作目标")),
    Tab("/rules/figures", later("上报数据")),
    Tab("/rules/definitions", later("指标口径")),
)


def blank(visit: Visit, command: str, **fixed: Any) -> Form | None:
    """The form of a command with today in it; None for whoever may only look."""
    if not visit.may(Permission.SET_RULES):
        return None
    form = Form.blank(HANDLERS[command].command, visit.language, **fixed)
    form.values["effective_on"] = visit.today.isoformat()
    return form


def written(visit: Visit, command: str, posted: Posted, **fixed: Any) -> Form:
    form = Form.posted(HANDLERS[command].command, visit.language, posted, **fixed)
    if "value" in form.values:
        # Input methods write full-width digits; the command takes a text, since few are words.
        form.values["value"] = typed("number", form.values["value"])
    return form


def decide(visit: Visit, form: Form, posted: Posted) -> Step:
    """What comes next. Raises `OutsideArea`, `RightMissing`."""
    if BACK in posted:
        return Step.WRITE
    if LAYOUTS[form.name].check and CHECKED not in posted:
        return Step.CHECK if rehearse(visit, form) else Step.WRITE
    return Step.DONE if carry_out(visit, form) else Step.WRITE


def check_page(visit: Visit, form: Form, told: list[tuple[str, str]], follows: str) -> Response:
    """The last check; `told` are what the page knows better than the form, in words."""
    return visit.page(
        "office/rules/check.html",
        form=form,
        layout=LAYOUTS[form.name],
        told=told,
        follows=follows,
        tabs=TABS,
    )


def measured(visit: Visit, number: str, unit: str) -> str:
    """A number with its unit of measure, as the policy book names it, in words."""
    words = MEASURED.get(unit)
    return visit.words.say(words, n=number) if words else f"{number}{unit}"


def day_asked(visit: Visit, text: str) -> date | None:
    """A day as it was typed into the address; None for nothing and for what is no day."""
    try:
        return date.fromisoformat(typed("day", text)) if text else None
    except ValueError:
        return None
