"""Carrying out the commands that came together: one save, one projection, an answer for each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from uuid import UUID

from application.kernel.clock import Clock
from application.kernel.commands import named_in
from application.kernel.integrity.daily_seals import DailySeals
from application.kernel.log.errors import Conflict, LedgerUnavailable
from application.kernel.projecting.projector import Known, Projector
from application.kernel.writing.at_hand import AtHand
from application.kernel.writing.shelf import Shelf
from application.kernel.writing.sitting import Outcome, Request, Trade, perform
from domain.kernel.errors import DomainError

ATTEMPTS = 20
TOGETHER = 2
"""Attempts of several commands together, before each is carried out by itself."""

Done = Outcome | Exception
"""What a command came to: its outcome, or what is to be raised."""
Joining = Callable[[], Sequence[Request]]
"""The commands that came since it was asked last."""


class Batches:
    """For one thread at a time."""

    def __init__(
        self,
        projector: Projector,
        trade: Trade,
        seals: DailySeals,
        clock: Clock,
        new_shelf: Callable[[AtHand], Shelf],
    ) -> None:
        self.projector = projector
        self.register = projector.register
        self.trade = trade
        self.seals = seals
        self.clock = clock
        self.at_hand = AtHand(self.register)
        self._new_shelf = new_shelf

    def carry_out(self, requests: Sequence[Request], joining: Joining = list) -> list[Done]:
        """Carry out commands one after the other; what each came to, in their order.

        Whoever waits for the turn to write takes along what came meanwhile.

        What is refused leaves no trace. Where others wrote meanwhile, all are carried out again,
        and in the end each by itself, so that a conflict refuses its own command alone.
        """
        requests = list(requests)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                done = self._tried(requests, joining, last=attempt == ATTEMPTS)
            except LedgerUnavailable as unavailable:
                return [unavailable] * len(requests)
            except Exception as unforeseen:
                return [unforeseen] if len(requests) == 1 else self._each(requests)
            if done is not None:
                return done
            if len(requests) > 1 and attempt >= TOGETHER:
                return self._each(requests)
        return [Conflict(requests[0].command.name_)]

    def _each(self, requests: Sequence[Request]) -> list[Done]:
        return [self.carry_out([request])[0] for request in requests]

    def _tried(self, requests: list[Request], joining: Joining, *, last: bool) -> list[Done] | None:
        """What they came to; None when others wrote meanwhile."""
        self.seals.when_due()
        try:
            with self.register.turn() as seen:
                requests += joining()
                shelf = self._shelf(seen, requests)
                done = [self._performed(shelf, request) for request in requests]
                if _refused(done) and not last and self.register.position() != seen:
                    # Perhaps only because half of what others wrote was seen.
                    return None
                position = self.register.save(*shelf.written) if shelf.written.answers else seen
        except Conflict:
            return None
        if not shelf.written.answers:
            replayed = any(isinstance(each, Outcome) for each in done)
            return self._projected(done, dict) if replayed else done
        done = _placed(done, requests, shelf, position)
        return self._projected(done, partial(shelf.saved, position))

    def _shelf(self, position: int, requests: Sequence[Request]) -> Shelf:
        """With what the commands are about, as of a position of the log, asked for together."""
        self.at_hand.look(position)
        shelf = self._new_shelf(self.at_hand)
        shelf.look_up([request.command_id for request in requests])
        shelf.look_up_named(chain.from_iterable(named_in(each.command) for each in requests))
        return shelf

    def _performed(self, shelf: Shelf, request: Request) -> Done:
        """Raises `LedgerUnavailable`, which is about all of them."""
        try:
            return perform(shelf, self.trade, request, self.clock.now())
        except LedgerUnavailable:
            raise
        except DomainError as refusal:
            return refusal

    def _projected(self, done: list[Done], known: Known) -> list[Done]:
        """With the read models ready; when that fails, so does whatever was to be in them."""
        try:
            self.projector.catch_up(known=known)
        except Exception as unforeseen:
            return [unforeseen if isinstance(each, Outcome) else each for each in done]
        return done


def _refused(done: Sequence[Done]) -> bool:
    return any(isinstance(each, DomainError) for each in done)


def _placed(
    done: Sequence[Done], requests: Sequence[Request], shelf: Shelf, position: int
) -> list[Done]:
    """The outcomes with the positions of their last facts."""
    answers = shelf.written.answers
    first = position - answers[-1][1]
    places: dict[UUID, int] = {answer.command_id: first + facts for answer, facts in answers}
    return [
        replace(each, position=places.get(request.command_id, each.position))
        if isinstance(each, Outcome)
        else each
        for each, request in zip(done, requests, strict=True)
    ]
