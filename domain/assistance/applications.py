"""The applications of one worker for assistance: at most one waits. Decided in effective order."""

from dataclasses import dataclass

from domain.assistance import errors, events
from domain.kernel.aggregate import Aggregate, Draft
from domain.kernel.fact import Fact
from domain.kernel.late_facts import Impossible, check

AssistanceFact = (
    events.AssistanceAppliedFor
    | events.AssistanceReturned
    | events.AssistanceGranted
    | events.AssistanceDeclined
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Where the asking stands: `waiting` for the judgement, or `returned` and not asked again."""

    waiting: events.AssistanceAppliedFor | None = None
    returned: events.AssistanceReturned | None = None

    def after(self, fact: AssistanceFact) -> "Asking":
        """Raises `Impossible` where the fact could not have happened."""
        match fact:
            case events.AssistanceAppliedFor():
                if self.waiting:
                    since = self.waiting.effective_on
                    refusal = errors.AssistanceAlreadyAppliedFor(applied_on=since)
                    raise Impossible(refusal, fact)
                return Asking(waiting=fact)
            case events.AssistanceReturned():
                if self.waiting is None:
                    raise Impossible(errors.AssistanceNotAppliedFor(on=fact.effective_on), fact)
                return Asking(returned=fact)
            case events.AssistanceGranted() | events.AssistanceDeclined():
                return Asking()


def folded(facts: list[tuple[int, AssistanceFact]]) -> Asking:
    """Fold (version, fact) pairs in effective order; on one day, in that of the record.

    An application may be returned, completed and judged on one day. Raises `Impossible`.
    """
    asking = Asking()
    for _, fact in sorted(facts, key=lambda item: (item[1].effective_on, item[0])):
        asking = asking.after(fact)
    return asking


class Applications(Aggregate):
    """A judgement needs no application: history files tell of many that were given without."""

    follows = AssistanceFact.__args__

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.facts: list[tuple[int, AssistanceFact]] = []

    def when(self, fact: Fact, version: int) -> None:
        assert isinstance(fact, self.follows)
        self.facts.append((version, fact))

    @property
    def asking(self) -> Asking:
        return folded(self.facts)

    def decide(self, fact: AssistanceFact) -> None:
        """Record a fact if all facts are still possible in effective order.

        Raises `AssistanceAlreadyAppliedFor`, `AssistanceNotAppliedFor`, and
        `LaterAssistanceFactImpossible` naming the fact of a later day that could not have
        happened.
        """
        together = [*self.facts, (self.draft.version + 1, fact)]
        check(lambda: folded(together), fact, errors.LaterAssistanceFactImpossible)
        self.record(fact)
