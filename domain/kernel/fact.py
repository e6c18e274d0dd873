"""A fact: one thing that a person in the office would say has happened."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict

_PERSONAL = "personal"
Personal = Annotated[str, _PERSONAL]
"""Text that tells who somebody is, or may: it is stored under the key of its worker and is gone
with it (docs/decisions/0020). Figures never rest on it."""

ERASED = "已依法删除"
"""Stands for a personal text whose key was destroyed by law."""
LOCKED = "已锁定"
"""Stands for a personal text whose key cannot be had at present."""


class Fact(BaseModel):
    """Something that happened, in the past tense, never changed afterwards.

    `stored_as` is the name in the log and outlives the class. `revision` counts the changes of
    its form; `upcast` brings a form of an older revision to the present one. `command` names the
    command that a history file carries for it, or is empty where the fact followed from another.
    `personal` are the names of the fields that are personal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stored_as: ClassVar[str]
    revision: ClassVar[int] = 1
    command: ClassVar[str] = ""
    personal: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        hints = {name: (field.annotation, *field.metadata) for name, field in _fields(cls)}
        cls.personal = frozenset(
            name for name, kinds in hints.items() if any(map(_is_personal, kinds))
        )

    @classmethod
    def upcast(cls, form: dict[str, Any], revision: int) -> dict[str, Any]:
        """Return `form`, stored under `revision`, in the form of the present revision."""
        return form

    @classmethod
    def without_personal(cls, form: dict[str, Any], placeholder: str) -> dict[str, Any]:
        """A form whose personal texts cannot be read: those that it must have are replaced."""
        missing = {
            name: placeholder
            for name, field in _fields(cls)
            if name in cls.personal and field.is_required()
        }
        return {**missing, **form}


def _fields(kind: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    yield from kind.model_fields.items()


def _is_personal(kind: Any) -> bool:
    return kind == _PERSONAL or any(map(_is_personal, get_args(kind)))


class DatedFact(Fact):
    """A fact with the day on which it holds in the world."""

    effective_on: date
    note: Personal | None = None
