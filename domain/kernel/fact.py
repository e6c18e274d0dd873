"""A fact: one thing that a person in the office would say has happened."""

from datetime import date
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """Something that happened, in the past tense, never changed afterwards.

    `stored_as` is the name in the log and outlives the class. `revision` counts the changes of
    its form; `upcast` brings a form of an older revision to the present one. `command` names the
    command that a history file carries for it, or is empty where the fact followed from another.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stored_as: ClassVar[str]
    revision: ClassVar[int] = 1
    command: ClassVar[str] = ""

    @classmethod
    def upcast(cls, form: dict[str, Any], revision: int) -> dict[str, Any]:
        """Return `form`, stored under `revision`, in the form of the present revision."""
        return form


class DatedFact(Fact):
    """A fact with the day on which it holds in the world."""

    effective_on: date
    note: str | None = None
