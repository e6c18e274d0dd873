"""Checking the lines of a file: each is carried out on a shelf, on which nothing is kept yet."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from application.imports.glossary import Glossary, Spoken
from application.imports.lines import BadLine, Line
from application.imports.reading import Asked, Refused, asked
from application.kernel.actors import Actor
from application.kernel.commands import named_in
from application.kernel.log.retelling import command_of
from application.kernel.writing.shelf import Shelf
from application.kernel.writing.sitting import CommandIdReused, Request, Trade, digest_of, perform
from domain.kernel.errors import DomainError

_FIRST_GOOD = 5


@dataclass(slots=True)
class Report:
    """How an import went. Counts are lines; `written` tells whether the good ones are recorded.

    `first_good` are a few of them, for a look at how they were read.
    """

    good: int = 0
    already_there: int = 0
    refused: list[Refused] = field(default_factory=list)
    first_good: list[Line] = field(default_factory=list)
    written: bool = False

    def take_good(self, line: Line) -> None:
        self.good += 1
        if len(self.first_good) < _FIRST_GOOD:
            self.first_good.append(line)

    def add(self, later: "Report") -> None:
        """Take in how it went with lines further down."""
        self.good += later.good
        self.already_there += later.already_there
        self.refused += later.refused
        self.first_good += later.first_good[: _FIRST_GOOD - len(self.first_good)]


@dataclass(frozen=True, slots=True)
class Terms:
    """On which lines are checked, the same for all of a file: by whom, and when."""

    by: Actor
    spoken: Spoken
    trade: Trade
    now: datetime


class Checking:
    """Lines one after the other. `seen` counts what came in the file, by its content."""

    def __init__(self, terms: Terms, shelf: Shelf) -> None:
        self.terms = terms
        self.shelf = shelf
        self.report = Report()
        self.seen: Counter[str] = Counter()
        self._glossary = Glossary(terms.trade.handlers, terms.spoken, shelf.units, terms.by.area)

    def check(self, lines: Sequence[Line | BadLine]) -> None:
        """Carry out the good ones; what they name is taken down from the ledger at once."""
        key, by = self.shelf.key, self.terms.by
        told = [asked(line, self._glossary, by, self.seen, key) for line in lines]
        self._look_up([each.request for each in told if isinstance(each, Asked)])
        for line in told:
            if isinstance(line, Refused):
                self.report.refused.append(line)
                continue
            try:
                if self._already_there(line):
                    self.report.already_there += 1
                else:
                    perform(self.shelf, self.terms.trade, line.request, self.terms.now)
                    self.report.take_good(line.line)
            except DomainError as refusal:
                self.report.refused.append(line.refused(refusal))

    def _look_up(self, requests: Iterable[Request]) -> None:
        requests = list(requests)
        self.shelf.look_up([request.command_id for request in requests])
        named = chain.from_iterable(named_in(each.command) for each in requests)
        self.shelf.look_up_named(named)

    def _already_there(self, line: Asked) -> bool:
        """Whether the ledger has the command. Raises `CommandIdReused` when its id has another.

        An id made from the content says so by itself. An id that an export gave stands for the
        command as the ledger tells it, in whichever words it had come.
        """
        answered, key = self.shelf.answer(line.request.command_id), self.shelf.key
        if answered is None:
            return False
        digest = line.request.digest or digest_of(line.request.command, key)
        if not line.named or answered.was_to(digest):
            return True
        told = command_of(self.shelf.register.recorded_by(answered), self.terms.trade.handlers)
        if told is None or digest_of(told, key) != digest:
            raise CommandIdReused()
        return True
