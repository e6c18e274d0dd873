"""How fresh figures are: up to which recorded moment they count, and which fact of the ledger."""

from datetime import datetime

from application.kernel.answering.query import SeenUpTo
from interfaces.web.figures.moments import as_typed
from interfaces.web.visit import Visit
from interfaces.web.wording import Wording


def ledger_told(
    words: Wording, position: int, last: datetime | None, known_at: datetime | None = None
) -> str:
    """All that is recorded up to a position, or what was by the moment that was asked for.

    `last` is when the fact at the position was recorded.
    """
    if known_at is not None:
        return words.say("只计 {moment} 前已入帐的记录", moment=as_typed(known_at))
    if last is None:
        return words.say("台帐尚无记录")
    return words.say(
        "台帐至 {moment}（第 {position} 条）",
        moment=words.moment(last),
        position=words.number(position),
    )


def fresh(visit: Visit, position: int, known_at: datetime | None = None) -> str:
    """The same of an answer that tells its position."""
    last = visit.tracker.register.recorded_at(position)
    return ledger_told(visit.words, position, last, known_at)


def fresh_at_least(visit: Visit) -> str:
    """The same of answers that tell none, for a page that asks for them after this."""
    return fresh(visit, visit.ask(SeenUpTo()))


def moment_of(visit: Visit, position: int) -> str:
    """When a fact was recorded, and which it is."""
    return visit.words.say(
        "{moment}（第 {position} 条）",
        moment=visit.words.moment(visit.tracker.register.recorded_at(position)),
        position=visit.words.number(position),
    )
