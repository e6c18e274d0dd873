"""What a form looks like: parts with their fields, hints, the words of its button."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from interfaces.texts.pages import later


@dataclass(frozen=True, slots=True)
class Part:
    """`seldom` is what few forms need: it stays folded until it is opened."""

    title: str
    fields: tuple[str, ...]
    seldom: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """`labels` and `hints` by field; `check` asks once more before it is carried out.

    `button` names the act.
    """

    button: str
    parts: tuple[Part, ...]
    on: str = later("生效日期")
    check: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for part in self.parts for name in part.fields)


def one(button: str, *fields: str, on: str = later("办理日期"), check: bool = False) -> Layout:
    return Layout(button, (Part("", ("effective_on", *fields, "note")),), on, check)
