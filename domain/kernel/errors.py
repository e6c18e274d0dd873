"""Refusals: a stable code and the facts of the refusal. The words live in the catalogues."""

from datetime import date
from enum import Enum
from typing import Any, ClassVar
from uuid import UUID


class Refusal(Enum):
    """What sort of answer a refusal is."""

    RULE = "refused by a rule"
    MISSING = "there is no such thing"
    MALFORMED = "the request itself is wrong"
    FORBIDDEN = "outside one's area or role"
    STALE = "somebody was first"
    NOT_NOW = "the same may be asked again later"


class DomainError(Exception):
    """A refusal. `facts` are plain values that the words of the refusal may show."""

    code: ClassVar[str]
    sort: ClassVar[Refusal] = Refusal.RULE
    field: str | None = None

    def __init__(self, **facts: Any) -> None:
        super().__init__()  # whoever gets it from another process makes it without any facts
        self.facts = {name: _plain(value) for name, value in facts.items() if value is not None}

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code}: {shown}" if shown else self.code


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
