"""Answering an application: the ways to decide it, each a button, and the last check of one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from application.kernel.commands import Command
from application.read_models.whole_file import Whole, WholeFile
from domain.policy.conditions import Line
from interfaces.web.forms.carrying_out import carry_out, rehearse
from interfaces.web.forms.form import BACK, CHECKED, COMMAND_ID, VERSION, Form
from interfaces.web.forms.typed import typed
from interfaces.web.visit import Visit

DECISION = "decision"
"""The name of the buttons that decide."""
CHANGED_MEANWHILE = 412
DAYS = ("effective_on", "valid_until")
_OF_THE_PAGE = (DECISION, COMMAND_ID, VERSION, CHECKED, BACK)

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """One way to decide. `act` are the words of its button.

    `fields` gives those of the command from what was typed; `at` names the control of a field
    where it has another name. `objects` says at which control, and why, it cannot be.
    """

    name: str
    act: str
    command: type[Command]
    fields: Callable[[Typed], dict[str, str]]
    at: Mapping[str, str] = field(default_factory=dict)
    objects: Callable[[Typed, Sequence[Line]], tuple[str, str] | None] = lambda said, lines: None


@dataclass(slots=True)
class Deciding:
    """A decision on its way: what was typed, and what is wrong with it, by the control."""

    decision: Decision
    typed: dict[str, str]
    form: Form
    errors: dict[str, str] = field(default_factory=dict)
    checked: bool = False

    @property
    def wrong(self) -> bool:
        return bool(self.errors or self.form.refusal)

    def value(self, control: str) -> str:
        return self.typed.get(control, "")

    def look_again(self, whole: Whole) -> None:
        """Where somebody wrote meanwhile: the file is shown as it is now, and may be decided so."""
        if self.form.status == CHANGED_MEANWHILE:
            self.form.version = str(whole.file["version"])


def begun(visit: Visit, decision: Decision, proposed: Typed, version: int) -> Deciding:
    """Before anything is decided. `proposed` stands in the controls."""
    form = Form(decision.command, visit.language, version=str(version))
    return Deciding(decision, dict(proposed), form)


def posted(visit: Visit, decisions: tuple[Decision, ...], sent: Typed) -> Deciding:
    """What was typed, and the decision whose button was pressed."""
    decision = next((each for each in decisions if each.name == sent.get(DECISION)), decisions[0])
    said = {
        control: typed("day" if control in DAYS else "line", text)
        for control, text in sent.items()
        if control not in _OF_THE_PAGE
    }
    form = Form(decision.command, visit.language, version=sent.get(VERSION, ""))
    form.command_id = sent.get(COMMAND_ID, "") or form.command_id
    return Deciding(decision, said, form)


def decide(
    visit: Visit, deciding: Deciding, worker: str, lines: Sequence[Line], checked: bool
) -> bool:
    """Carry the decision out once it was checked; before that, see whether it could be.

    True when it is done. Raises `OutsideArea`, `RightMissing`.
    """
    decision, form = deciding.decision, deciding.form
    form.fixed, form.values = {"worker": worker}, decision.fields(deciding.typed)
    if objection := decision.objects(deciding.typed, lines):
        control, words = objection
        deciding.errors[control] = visit.words.say(words)
        form.status = 422
        return False
    if checked and carry_out(visit, form):
        return True
    if not checked:
        deciding.checked = rehearse(visit, form)
    deciding.errors |= {decision.at.get(name, name): words for name, words in form.errors.items()}
    return False


def reason_of(said: Typed, usual: str, more: str) -> str:
    """A usual reason, what was added to it, or both."""
    return "；".join(filter(None, (said.get(usual, ""), said.get(more, ""))))


def whole_of(visit: Visit, worker: UUID) -> Whole:
    """The file of whoever applied. Raises `WorkerNotFound`, `OutsideArea`."""
    whole = visit.ask(WholeFile(worker, visit.area, visit.today))
    assert whole is not None, "a case is known from its registration on"
    return whole


def day_of(visit: Visit, sent: Deciding) -> date:
    """The day on which is decided; today while it cannot be read."""
    try:
        return date.fromisoformat(sent.value("effective_on"))
    except ValueError:
        return visit.today
