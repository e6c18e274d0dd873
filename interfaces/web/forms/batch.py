"""A table of people in which each row is a command of its own, and all are saved together.

A row that is refused stays with its reason; the others are saved. Each has its own command id,
so that a form sent twice is carried out once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from application.kernel.commands import Command
from domain.worker.errors import WorkerNotFound
from interfaces.texts import Language
from interfaces.texts.pages import page_text
from interfaces.web.forms.carrying_out import carry_out
from interfaces.web.forms.form import COMMAND_ID, Form
from interfaces.web.forms.layout import Layout
from interfaces.web.forms.layouts import LAYOUTS
from interfaces.web.visit import Visit

Card = Mapping[str, Any]
MOST_ROWS = 50
_WORKER = "worker"


class Answer(NamedTuple):
    """One of the values to choose from in a row, and the keys that choose it.

    Then the next row is gone to, or the field `then` of the same row. Without `words` the value
    has its own.
    """

    value: str
    keys: str
    words: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What such a table asks for.

    `once` are fields typed above it for all rows, `each` those of every row. A row in which
    nothing of `decided_by` is typed is left alone. `answers` by the field that is chosen, `usual`
    words by the field that is typed. `needs` are (field, value, what is then to be typed too).
    """

    command: type[Command]
    once: tuple[str, ...]
    each: tuple[str, ...]
    decided_by: tuple[str, ...]
    answers: Mapping[str, tuple[Answer, ...]]
    usual: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Row:
    """One person's row; `number` tells its controls from those of the others."""

    number: int
    card: Card
    form: Form

    def name_of(self, field_: str) -> str:
        return f"{field_}.{self.number}"

    def id_of(self, field_: str) -> str:
        return f"r{self.number}-{field_}"


@dataclass(slots=True)
class Batch:
    """`shared` holds what is typed once, with what is wrong with it."""

    kind: Kind
    shared: Form
    rows: list[Row] = field(default_factory=list)
    nothing_typed: bool = False
    saved: int = 0

    @classmethod
    def blank(
        cls,
        kind: Kind,
        language: Language,
        cards: Sequence[Card],
        once: Mapping[str, str],
        proposed: Callable[[Card], Mapping[str, str]] = lambda card: {},
        **fixed: Any,
    ) -> "Batch":
        """The table with what can be proposed: `once` for all rows, `proposed` for each."""
        rows = []
        for number, card in enumerate(cards):
            form = Form(kind.command, language, fixed={_WORKER: str(card[_WORKER]), **fixed})
            form.values = dict(proposed(card))
            rows.append(Row(number, card, form))
        return cls(kind, Form(kind.command, language, dict(once), fixed), rows)

    @classmethod
    def posted(
        cls,
        kind: Kind,
        language: Language,
        posted: Mapping[str, str],
        cards_of: Callable[[tuple[UUID, ...]], Mapping[UUID, Card]],
        **fixed: Any,
    ) -> "Batch":
        """The table as it was sent. `cards_of` gives the people that its rows name.

        Raises `WorkerNotFound`, `OutsideArea`.
        """
        once = {name: posted.get(name, "") for name in kind.once}
        shared = Form.posted(kind.command, language, once, **fixed)
        workers = dict(_workers_in(posted))
        cards = cards_of(tuple(workers.values()))
        batch = cls(kind, shared)
        for number, worker in workers.items():
            typed = {name: posted.get(f"{name}.{number}", "") for name in (*kind.each, COMMAND_ID)}
            form = Form.posted(kind.command, language, typed, worker=str(worker), **fixed)
            batch.rows.append(Row(number, cards[worker], form))
        return batch

    @property
    def layout(self) -> Layout:
        return LAYOUTS[self.kind.command.name_]

    @property
    def wrong(self) -> bool:
        return bool(self.nothing_typed or self.shared.wrong or self.refused)

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.form.wrong]

    @property
    def status(self) -> int:
        return 422 if self.wrong else 200

    def faults(self, row: Row) -> list[tuple[str, str]]:
        """What is wrong with a row: the field of the row that it is about, or none, and why."""
        faults = [
            (name if name in self.kind.each else "", words)
            for name, words in row.form.errors.items()
        ]
        return faults + ([("", row.form.refusal)] if row.form.refusal else [])

    def save(self, visit: Visit) -> bool:
        """Carry out every row that was decided; True when none was refused.

        Afterwards `rows` are those that were not saved. Raises `OutsideArea`, `RightMissing`.
        """
        decided = [row for row in self.rows if self._decided(row)]
        self.nothing_typed = not decided
        if self.nothing_typed or not self._once_is_right(decided[0]):
            return False
        for row in decided:
            row.form.values |= self.shared.values
            if self._complete(row.form) and carry_out(visit, row.form):
                self.rows.remove(row)
                self.saved += 1
        return not self.refused

    def _decided(self, row: Row) -> bool:
        return any(row.form.value(name) for name in self.kind.decided_by)

    def _complete(self, form: Form) -> bool:
        for name, value, wanted in self.kind.needs:
            if form.value(name) == value and not form.value(wanted):
                words = page_text("请填写{field}。", form.language, field=form.label(wanted))
                form.errors[wanted] = words
        return not form.errors

    def _once_is_right(self, row: Row) -> bool:
        """Whether what is typed above the table can be read, before any row is tried."""
        trial = Form(self.kind.command, self.shared.language, fixed=row.form.fixed)
        trial.values = row.form.values | self.shared.values
        trial.read()
        self.shared.errors = {
            name: words for name, words in trial.errors.items() if name in self.kind.once
        }
        return not self.shared.errors


def _workers_in(posted: Mapping[str, str]) -> Iterator[tuple[int, UUID]]:
    """The rows of a table as sent: their numbers and workers, at most `MOST_ROWS`."""
    for number in range(MOST_ROWS):
        if worker := posted.get(f"{_WORKER}.{number}"):
            try:
                yield number, UUID(worker)
            except ValueError:
                raise WorkerNotFound() from None
