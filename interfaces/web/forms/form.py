"""A form on the screen: what was typed into it, and what is wrong with it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from application.kernel.clock import new_id
from application.kernel.commands import Command
from domain.kernel.errors import DomainError
from interfaces.http.problems import STATUS
from interfaces.texts import Language, field_name, refusal_words, validation_words
from interfaces.texts.pages import later, page_text
from interfaces.web.forms.inputs import CHOSEN, Input, inputs_of
from interfaces.web.forms.layouts import LAYOUTS, SUGGESTED
from interfaces.web.forms.typed import number_typed, typed

COMMAND_ID = "command_id"
VERSION = "version"
CHECKED = "checked"
"""Set by the page for the last check."""
BACK = "back"
"""Set by its button that goes back to the form."""
_DIGITS = 9
"""Of a version; no file has so many facts that it takes more."""
_NUMBERS = {"id_number", "phone"}


@dataclass
class Form:
    """A command being written.

    `fixed` are fields that the page knows and nobody types, such as the worker. `errors` are the
    words at each field, `refusal` those about the whole, `facts` what the refusal named.
    `present` is what is on record for a field, in words; `listed` are values with their words,
    where only what is on record can be chosen.
    """

    command: type[Command]
    language: Language
    values: dict[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    command_id: str = field(default_factory=lambda: str(new_id()))
    version: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    refusal: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    present: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, list[tuple[str, str]]] = field(default_factory=dict)
    status: int = 200

    @classmethod
    def posted(
        cls, command: type[Command], language: Language, posted: Mapping[str, str], **fixed: Any
    ) -> "Form":
        """The form as it was sent; fields that the page knows are not taken from it."""
        kinds = inputs_of(command)
        values = {
            name: number_typed(text) if name in _NUMBERS else typed(kinds[name].kind, text)
            for name, text in posted.items()
            if name in kinds and name not in fixed
        }
        form = cls(command, language, values, fixed, version=posted.get(VERSION, "")[:_DIGITS])
        form.command_id = posted.get(COMMAND_ID, "") or form.command_id
        return form

    @classmethod
    def blank(cls, command: type[Command], language: Language, **fixed: Any) -> "Form":
        """The form before anything is typed: yes or no as the command has it by itself."""
        form = cls(command, language, fixed=fixed)
        for name, input in form.inputs.items():
            if input.kind == "yes_no" and isinstance(input.default, bool):
                form.values[name] = str(input.default).lower()
        return form

    @property
    def name(self) -> str:
        return self.command.name_

    @property
    def inputs(self) -> dict[str, Input]:
        return inputs_of(self.command)

    @property
    def suggested(self) -> Mapping[str, tuple[str, ...]]:
        return SUGGESTED

    @property
    def wrong(self) -> bool:
        return bool(self.errors or self.refusal)

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def shown_of(self, fields: Iterable[str], left_out: Container[str] = ()) -> list[str]:
        """Those of some fields that somebody fills in."""
        return [
            name
            for name in fields
            if name in self.inputs and name not in self.fixed and name not in left_out
        ]

    def used(self, fields: Iterable[str]) -> bool:
        """Whether something stands in one of the fields, or is wrong with it."""
        return any(self.value(name) or name in self.errors for name in fields)

    def renew(self) -> None:
        """Take another id: what was carried out under this one was another command."""
        self.command_id = str(new_id())

    def read(self) -> Command | None:
        """The command as typed; None when something is wrong, which is then in `errors`."""
        given = {name: text for name, text in self.values.items() if text != ""}
        try:
            UUID(self.command_id)
            return self.command.model_validate({**given, **self.fixed})
        except ValidationError as invalid:
            self.status = 422
            for error in invalid.errors():
                place = str(error["loc"][0]) if error["loc"] else ""
                self.errors.setdefault(place, self._words(place, error))
        except ValueError:
            self.renew()
            return self.read()
        return None

    def _words(self, name: str, error: Mapping[str, Any]) -> str:
        if error["type"] != "missing" or name not in self.inputs:
            return validation_words(error, self.language)
        chosen = self.inputs[name].kind in CHOSEN
        said = later("请选择{field}。") if chosen else later("请填写{field}。")
        return page_text(said, self.language, field=self.label(name))

    def label(self, name: str) -> str:
        """What a field is called in this form."""
        if name == "effective_on" and self.name in LAYOUTS:
            return page_text(LAYOUTS[self.name].on, self.language)
        return field_name(name, self.language, self.name)

    def refuse(self, error: DomainError, named: Mapping[str, str] | None = None) -> None:
        """Show a refusal of the ledger: at its field, where the form has it.

        `named` are facts in the words of the page, such as a unit's name for its code.
        """
        words = refusal_words(error.code, {**error.facts, **(named or {})}, self.language)
        self.status = STATUS[error.sort]
        self.facts = {"code": error.code, **error.facts}
        if error.field and error.field in self.inputs and error.field not in self.fixed:
            self.errors[error.field] = words
        else:
            self.refusal = words
