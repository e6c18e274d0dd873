"""A question to the ledger, and what it may look at."""

from collections.abc import Callable, Hashable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from application.kernel.answering.remembered import Remembered
from application.kernel.log.register import Register
from application.kernel.people.people_index import PeopleIndex
from application.kernel.projecting.checkpoints import seen_up_to
from application.kernel.writing.rules_in_force import POLICY, Rules
from domain.policy.book import ParameterSet, PolicyBook
from domain.unit.units import UnitTree

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Sight:
    """One snapshot of the read models, with the rules."""

    connection: Connection
    register: Register
    rules: Rules
    remembered: Remembered
    activity: Remembered
    """Counts over what was recorded, remembered as those over people are."""
    index: PeopleIndex
    engine: str = "store"
    """The name of the engine whose snapshot it is."""
    _found: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False)

    @property
    def units(self) -> UnitTree:
        return self.rules.units

    @property
    def position(self) -> int:
        """The last event that the answer has seen."""
        return self.once("position", lambda: seen_up_to(self.connection))

    def once(self, name: Hashable, look: Callable[[], T]) -> T:
        """What is found in the snapshot by a name: several parts of an answer look for the same."""
        if name not in self._found:
            self._found[name] = look()
        found: T = self._found[name]
        return found

    @contextmanager
    def people(self) -> Iterator[Connection]:
        """The people index, as of this snapshot or later: see what it finds against the snapshot.

        It may know of somebody whose file the snapshot does not show yet.
        """
        with self.index.reading(self.connection, self.position) as connection:
            yield connection

    def policy(self, known_at: int | None) -> PolicyBook:
        """The policy book as it was known at a moment; None is all that is recorded."""
        if known_at is None:
            return self.rules.policy
        book = PolicyBook()
        for recorded in self.register.stream(POLICY):
            if recorded.envelope.recorded_at <= known_at and isinstance(
                recorded.fact, ParameterSet
            ):
                book.take(recorded.fact)
        return book


class Query(Protocol[T_co]):
    """Where it has `is_report`, it counts many people by the rows on both clocks alone.

    Such an answer is kept, as is one of a question with `is_kept`: it depends on the position and
    the rules of a sight and on the fields of the question, and names nobody. Where it has
    `passed_over`, facts of those stored names change nothing of it.
    """

    def answer(self, sight: Sight) -> T_co: ...


@dataclass(frozen=True, slots=True)
class SeenUpTo:
    """The position of the ledger that whoever asks from now on sees at least."""

    def answer(self, sight: Sight) -> int:
        return sight.position


def is_report(query: Query[Any]) -> bool:
    return getattr(query, "is_report", False)


def is_kept(query: Query[Any]) -> bool:
    return is_report(query) or getattr(query, "is_kept", False)


def passed_over(query: Query[Any]) -> Set[str]:
    return getattr(query, "passed_over", frozenset())
