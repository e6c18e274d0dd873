"""The office sets dated rules, targets, and figures from outside."""

from typing import Annotated

from pydantic import Field

from application.kernel.actors import Right
from application.kernel.commands import Command, Day, Handler, Line, UnitCode, Value
from application.kernel.writing.desk import Desk
from application.kernel.writing.rules_in_force import FIGURES, POLICY, TARGETS
from domain.figure.figures import Figure, FigureReported
from domain.figure.figures import check as check_figure
from domain.policy.book import parameter_set
from domain.target.targets import TargetSet, checked_value


class SetParameter(Command):
    """A rule takes another value from `effective_on` on; earlier days keep theirs."""

    name_ = "set-parameter"

    name: Line
    value: Value
    reference: Line


class SetTarget(Command):
    """What a unit is to reach in a year. Rates in percent."""

    name_ = "set-target"

    unit: UnitCode
    year: Annotated[int, Field(ge=2000, le=2100)]
    indicator: Line
    value: Value
    reference: Line


class ReportFigure(Command):
    """A figure from outside, in persons, for the period that ended on `period_end`."""

    name_ = "report-figure"

    unit: UnitCode
    period_end: Day
    figure: Figure
    value: int
    source: Line


def set_parameter(command: SetParameter, desk: Desk) -> None:
    desk.note(
        POLICY,
        parameter_set(
            command.name, command.value, command.reference, command.effective_on, command.note
        ),
    )


def set_target(command: SetTarget, desk: Desk) -> None:
    desk.require_area(desk.unit(command.unit).code)
    value = checked_value(command.indicator, command.value)
    desk.note(TARGETS, TargetSet(**command.model_dump(exclude={"value"}), value=value))


def report_figure(command: ReportFigure, desk: Desk) -> None:
    desk.require_area(desk.unit(command.unit).code)
    check_figure(command.value, command.period_end, desk.today)
    desk.note(FIGURES, FigureReported(**command.model_dump()))


HANDLERS = (
    Handler(SetParameter, set_parameter, Right.SET_RULES),
    Handler(SetTarget, set_target, Right.SET_RULES),
    Handler(ReportFigure, report_figure, Right.SET_RULES),
)
