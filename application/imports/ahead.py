"""Lines of a file decided on ahead by other processes, as the ledger stands before the file.

What they decided holds where nothing that it rests on was changed by the lines above; otherwise
those lines are decided again, behind the ones above. So whoever decides, the same is written.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from application.imports.checking import Checking, Report, Terms
from application.imports.lines import BadLine, Line
from application.kernel.cores import Cores
from application.kernel.log.log import answer_of, answer_row, as_bytes
from application.kernel.log.packing import Recorded, unpacked
from application.kernel.log.register import Addition, Register, Stored
from application.kernel.projecting.store import Store
from application.kernel.writing.at_hand import AtHand
from application.kernel.writing.rules_in_force import LEDGER_STREAMS, RULE_STREAMS, Rules, rules_of
from application.kernel.writing.shelf import Shelf

Lines = Sequence[Line | BadLine]

_OF_THE_LEDGER = frozenset(stream.bytes for stream in LEDGER_STREAMS)
_RULES = frozenset(stream.bytes for stream in RULE_STREAMS)
_FEW = 3
"""Parts that may be decided again before it is asked whether most are."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines for another process, with what it needs to decide on them."""

    terms: Terms
    key: bytes
    lines: Lines


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of some lines: `looked_at` are the streams on which it rests.

    Answers as rows, with the count of facts up to and with their own as the position.
    """

    report: Report
    seen: Counter[str]
    looked_at: frozenset[bytes]
    stored: Sequence[Stored]
    answers: Sequence[tuple[Any, ...]]


_KNOWN: list[Rules] = []
"""The rules as they were when this process asked last."""


def decide(register: Register, _: Store, part: Part) -> Decided:
    """On a shelf of its own, thrown away afterwards."""
    rules = rules_of(register, *_KNOWN)
    _KNOWN[:] = [rules]
    shelf = Shelf(register, part.key, rules, register.keys)
    checking = Checking(part.terms, shelf)
    checking.check(part.lines)
    additions, answers = shelf.written
    looked_at = frozenset(stream.bytes for stream in shelf.looked_at) | _RULES
    stored = register.stored(additions)
    told = [answer_row(answer, facts, as_bytes) for answer, facts in answers]
    return Decided(checking.report, checking.seen, looked_at, stored, told)


class Behind(AtHand):
    """What is on the ledger, and behind it what the lines above add to it."""

    def __init__(self, register: Register) -> None:
        super().__init__(register, most=0)
        self._stored: dict[bytes, list[Stored]] = {}

    def add(self, stored: Iterable[Stored]) -> None:
        for each in stored:
            self._stored.setdefault(each.stream, []).append(each)

    def several(self, streams: Sequence[UUID]) -> dict[UUID, list[Recorded]]:
        found = super().several(streams)
        for stream in streams:
            for each in self._stored.get(stream.bytes, ()):
                found[stream] += _recorded(each, self.register)
        return found


def _recorded(stored: Stored, register: Register) -> Iterator[Recorded]:
    for version, (name, state) in enumerate(stored.facts, stored.version):
        yield unpacked((0, stored.stream, version, name, state), register.keys.unseal)


class Ahead:
    """A file's lines in their order, those decided ahead taken where they hold."""

    def __init__(self, terms: Terms, shelf: Shelf, behind: Behind, cores: Cores) -> None:
        self._checking = Checking(terms, shelf)
        self._shelf = shelf
        self._behind = behind
        self._cores = cores
        self._changed: set[bytes] = set()
        self._taken = self._again = 0
        self._named = False

    @property
    def report(self) -> Report:
        return self._checking.report

    def check(self, batches: Iterable[Lines]) -> Iterator[int]:
        """Counts of lines, as they are checked."""
        waiting: deque[Lines] = deque()
        for decided in self._cores.some(decide, self._parts(batches, waiting)):
            lines = waiting.popleft()
            if decided and self._holds(decided):
                self._take(decided)
            else:
                self._decide(lines)
                self._again += decided is not None
            yield len(lines)

    def check_here(self, batches: Iterable[Lines]) -> Iterator[int]:
        """The same without other processes."""
        for lines in batches:
            self._decide(lines)
            yield len(lines)

    def _parts(self, batches: Iterable[Lines], waiting: deque[Lines]) -> Iterator[Part | None]:
        for lines in batches:
            waiting.append(lines)
            self._named = self._named or any(map(_is_named, lines))
            suits = _alike(lines) and not self._named and self._again <= self._taken + _FEW
            yield Part(self._checking.terms, self._shelf.key, lines) if suits else None

    def _holds(self, decided: Decided) -> bool:
        """Whether the lines above changed nothing that was looked at, and said nothing alike."""
        return (
            decided.looked_at.isdisjoint(self._changed)
            and _OF_THE_LEDGER.isdisjoint(each.stream for each in decided.stored)
            and decided.seen.keys().isdisjoint(self._checking.seen)
        )

    def _take(self, decided: Decided) -> None:
        self._taken += 1
        self.report.add(decided.report)
        self._checking.seen.update(decided.seen)
        self._behind.add(decided.stored)
        self._changed.update(each.stream for each in decided.stored)
        answers = [(answer_of((*told, 0)), facts) for *told, facts in decided.answers]
        self._shelf.take_stored(decided.stored, answers)

    def _decide(self, lines: Lines) -> None:
        additions = self._shelf.written.additions
        before = len(additions)
        self._checking.check(lines)
        own = (each for each in additions[before:] if isinstance(each, Addition))
        self._changed.update(each.stream.bytes for each in own)


def _is_named(line: Line | BadLine) -> bool:
    """Whether the file gives the command its id, which any other line may have as well."""
    return isinstance(line, Line) and "command_id" in line.fields


def _alike(lines: Lines) -> bool:
    """Whether all are of one command, as in a workbook: a history tells of few people much."""
    return len({line.fields.get("command") for line in lines if isinstance(line, Line)}) == 1
