"""Whole answers, kept with the state of the ledger that they tell of.

A question that counts many people sees one snapshot, the rules, and nothing else: no clock, and
nobody who asks. So its answer holds for as long as the position of the snapshot and the versions
of the rules stay, whoever asks it again. Only the answer of the latest state is kept, and none
that names a person (docs/decisions/0066).
"""

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass, field, fields, is_dataclass
from threading import Lock
from types import MappingProxyType
from typing import Any, TypeVar, cast

from application.kernel.answering.query import Query, Sight, passed_over

T = TypeVar("T")

MOST_ANSWERS = 256
MOST_VALUES = 1_200_000
"""Of all answers together: some sixty bytes each."""
MOST_PASSED_OVER = 2_000
"""Facts that are looked through to find that an answer holds on."""


@dataclass(slots=True)
class _Kept:
    state: tuple[int, Hashable] | None = None
    answer: Any = None
    size: int = 0
    lock: Lock = field(default_factory=Lock)


class Answers:
    """May be asked from several threads at once; who asks the same waits for the one who counts.

    One answer never takes more than half of the room.
    """

    def __init__(self, most: int = MOST_ANSWERS, most_values: int = MOST_VALUES) -> None:
        self.most = most
        self.most_values = most_values
        self.size = 0
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, query: Query[T], sight: Sight) -> T:
        """The answer, kept or counted. Whoever gets it cannot change what others get."""
        key, state = (sight.engine, _key(query)), (sight.position, sight.rules.versions)
        kept = self._found(key)
        with kept.lock:
            if kept.state == state or _holds_on(kept.state, query, sight):
                kept.state = state
                return cast(T, _handed_out(kept.answer))
            answer = _fixed(query.answer(sight))
            size = _size(answer)
            if size <= self.most_values // 2:
                kept.state, kept.answer = state, answer
                self._weigh(key, kept, size)
            return cast(T, _handed_out(answer))

    def forget(self) -> None:
        """Count everything anew when next asked."""
        with self._lock:
            self._kept.clear()
            self.size = 0

    def _found(self, key: Hashable) -> _Kept:
        with self._lock:
            kept = self._kept.setdefault(key, _Kept())
            self._kept.move_to_end(key)
            self._make_room()
            return kept

    def _weigh(self, key: Hashable, kept: _Kept, size: int) -> None:
        with self._lock:
            if self._kept.get(key) is kept:
                self.size += size - kept.size
                kept.size = size
                self._make_room()

    def _make_room(self) -> None:
        """Those that were not asked for the longest time go first."""
        while len(self._kept) > self.most or self.size > self.most_values:
            self.size -= self._kept.popitem(last=False)[1].size


def _holds_on(state: tuple[int, Hashable] | None, query: Query[Any], sight: Sight) -> bool:
    """Whether all that came since a state are facts that change nothing of the answer."""
    passing = passed_over(query)
    if state is None or not passing or state[1] != sight.rules.versions:
        return False
    since, upto = state[0], sight.position
    came = sight.register.touched(since, MOST_PASSED_OVER) if since < upto else []
    if not came or (len(came) == MOST_PASSED_OVER and came[-1][0] < upto):
        return False
    return all(name in passing for position, _, name in came if position <= upto)


def _key(asked: Any) -> Hashable:
    """A question by what it is and by all that it asks, whatever its fields are made of."""
    if is_dataclass(asked):
        told = tuple(_key(getattr(asked, each.name)) for each in fields(asked) if each.compare)
        return (type(asked), told)
    if isinstance(asked, Mapping):
        return frozenset((name, _key(value)) for name, value in asked.items())
    if isinstance(asked, Set):
        return frozenset(map(_key, asked))
    if isinstance(asked, Sequence) and not isinstance(asked, str):
        return tuple(map(_key, asked))
    return (type(asked), asked)


def _fixed(answer: object) -> object:
    """Rows that are dicts can be read only; answers of another kind are frozen as they are."""
    if not isinstance(answer, dict):
        return answer
    return {name: _rows(part) if isinstance(part, list) else part for name, part in answer.items()}


def _rows(part: list[Any]) -> list[Any]:
    return [MappingProxyType(row) if isinstance(row, dict) else row for row in part]


def _handed_out(answer: object) -> object:
    """A dict of its own, with lists of its own of the same rows."""
    if not isinstance(answer, dict):
        return answer
    return {n: part.copy() if isinstance(part, list | dict) else part for n, part in answer.items()}


def _size(part: Any) -> int:
    """How many values there are, more or less: what stands in one list is alike, and so are
    objects side by side."""
    if is_dataclass(part):
        return sum(_size(getattr(part, each.name)) for each in fields(part))
    if isinstance(part, Mapping):
        return sum(map(_size, part.values()))
    if isinstance(part, list | tuple) and part:
        alike = isinstance(part, list) or is_dataclass(part[0])
        return len(part) * _size(part[0]) if alike else sum(map(_size, part))
    return 1
