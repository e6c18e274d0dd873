"""A condition of a rule, as it is shown: the person's value, the limit, the clause, met or not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = int | bool | str | date


@dataclass(frozen=True, slots=True)
class Line:
    """One condition on a line of its own.

    `value` and `met` are None while nobody has judged, `value` also where nothing is known.
    """

    condition: StrEnum
    value: Value | None
    limit: Value
    reference: str
    met: bool | None
