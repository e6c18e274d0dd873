"""The ways to judge an application for assistance, and the usual reasons."""

from collections.abc import Sequence

from application.assistance import AssessAssistance, ReturnAssistance
from domain.assistance.vocabulary import Condition, DeclineReason
from domain.policy.conditions import Line
from interfaces.texts.pages import later
from interfaces.web.station.deciding import Decision, Typed, reason_of

RETURN_REASONS = (
    later("缺户口簿或身份证复印件"),
    later("缺低保或家庭困难证明"),
    later("缺求职登记或介绍记录"),
    later("申请表填写不全"),
    later("证明材料不清晰或已过期"),
)
"""What applications are usually sent back for; anything else is written beside it."""


def _unmet(lines: Sequence[Line]) -> list[Line]:
    """Conditions that are not met, whatever the reviewer judges."""
    return [
        line
        for line in lines
        if line.condition is not Condition.HARD_TO_PLACE and line.met is False
    ]


def decline_reasons(lines: Sequence[Line]) -> tuple[str, ...]:
    """Why somebody is not hard to place; where another condition fails, none is needed."""
    return ("",) * bool(_unmet(lines)) + tuple(reason.value for reason in DeclineReason)


def _common(said: Typed) -> dict[str, str]:
    return {name: said.get(name, "") for name in ("effective_on", "note")}


def _granted(said: Typed) -> dict[str, str]:
    return {**_common(said), "hard_to_place": "true", "evidence": said.get("evidence", "")}


def _sent_back(said: Typed) -> dict[str, str]:
    return {**_common(said), "reason": reason_of(said, "return_reason", "return_more")}


def _declined(said: Typed) -> dict[str, str]:
    reason = said.get("decline_reason", "")
    judged = {"hard_to_place": "false", "reason": reason} if reason else {"hard_to_place": "true"}
    return {**_common(said), **judged, "evidence": said.get("evidence", "")}


def _cannot_grant(said: Typed, lines: Sequence[Line]) -> tuple[str, str] | None:
    words = later("有条件不符合，不能同意认定。请退回补正，或不予认定。")
    return ("effective_on", words) if _unmet(lines) else None


def _cannot_decline(said: Typed, lines: Sequence[Line]) -> tuple[str, str] | None:
    words = later("各项条件都符合。不予认定须选择为什么不属于就业困难。")
    needs_reason = not _unmet(lines) and not said.get("decline_reason")
    return ("decline_reason", words) if needs_reason else None


DECISIONS = (
    Decision("grant", later("同意认定"), AssessAssistance, _granted, objects=_cannot_grant),
    Decision(
        "return",
        later("退回补正"),
        ReturnAssistance,
        _sent_back,
        at={"reason": "return_reason"},
    ),
    Decision(
        "decline",
        later("不予认定"),
        AssessAssistance,
        _declined,
        at={"reason": "decline_reason"},
        objects=_cannot_decline,
    ),
)
