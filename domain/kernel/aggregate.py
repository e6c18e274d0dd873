"""The aggregate: decides and records."""

from collections.abc import Iterable
from typing import ClassVar, Self

from domain.kernel.fact import Fact

_COPIED = (dict, list)


class Draft:
    """What one sitting adds to a stream. Aggregates on one stream share it, so order is kept."""

    def __init__(self, version: int = 0) -> None:
        self.version = version
        self.facts: list[Fact] = []

    def add(self, fact: Fact) -> None:
        self.version += 1
        self.facts.append(fact)


class Aggregate:
    """State made of facts. A decision refuses first and records once.

    Several aggregates may stand on one stream (a worker's case file); each follows only its own
    facts, and a fact's version is its place in the stream.
    """

    follows: ClassVar[tuple[type[Fact], ...]]

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def record(self, fact: Fact) -> None:
        self.when(fact, self.draft.version + 1)
        self.draft.add(fact)

    def when(self, fact: Fact, version: int) -> None:
        """Take a fact into the state. Never refuses, never looks at the clock."""
        raise NotImplementedError

    def replay(self, facts: Iterable[Fact]) -> Self:
        for version, fact in enumerate(facts, 1):
            if isinstance(fact, self.follows):
                self.when(fact, version)
        return self

    def fork(self, draft: Draft) -> Self:
        """A copy that can be thrown away after a refusal."""
        twin = self.__class__.__new__(self.__class__)
        state = {
            name: value.copy() if isinstance(value, _COPIED) else value
            for name, value in vars(self).items()
        }
        vars(twin).update(state, draft=draft)
        return twin
