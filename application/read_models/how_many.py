"""How many there are on several lists, in one question to the database."""

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Select, func, select

from application.kernel.answering.query import Sight


class Counted(Protocol):
    """A list that can say what it asks for."""

    def statement(self, sight: Sight) -> Select[Any]: ...


@dataclass(frozen=True, slots=True)
class HowMany:
    """The length of each list as a whole. Raises `UnitUnknown`."""

    lists: tuple[Counted, ...]

    def answer(self, sight: Sight) -> tuple[int, ...]:
        counts = (
            each.statement(sight)
            .with_only_columns(func.count(), maintain_column_froms=True)
            .scalar_subquery()
            for each in self.lists
        )
        return tuple(sight.connection.execute(select(*counts)).one()) if self.lists else ()
