"""given(lines).when(line).then(facts), or .then_refused(refusal): what the trade may record.

Lines are commands as a history file tells them; see `words` for the sentences they are made of.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Self, cast
from uuid import NAMESPACE_OID, UUID, uuid5

from application.kernel.actors import Actor, operator
from application.kernel.case import Case
from application.kernel.claims import Claimed
from application.kernel.clock import LOCAL
from application.kernel.log.packing import Envelope, Recorded
from application.kernel.log.register import Addition, Register
from application.kernel.writing.rules_in_force import UNITS, rules_of
from application.kernel.writing.shelf import Shelf
from application.kernel.writing.sitting import Outcome, Request, perform
from application.tracker import HANDLERS, TRADE
from domain.kernel.claim import ClaimReleased, ClaimTaken
from domain.kernel.errors import DomainError
from domain.kernel.fact import Fact
from domain.unit.units import Level, Unit, UnitsLoaded
from tests.oracle.units import UNITS as A_FEW_UNITS
from tests.use_cases.log_in_memory import LogInMemory

Line = dict[str, Any]
OPERATOR = operator("tests")
KEY = b"the key of the claims in the tests"
ENDED_STATION, COMING_STATION = "440703009", "440704009"


def _unit(code: str, level: str, parent: str | None, **more: Any) -> Unit:
    return Unit(code=code, name=f"单位{code}", level=Level(level), parent=parent, **more)


UNITS_AT_HAND = (
    *(_unit(code, level, parent) for code, (level, parent) in A_FEW_UNITS.items()),
    _unit(
        ENDED_STATION,
        "street",
        "440703",
        valid_until=date(2004, 6, 30),
        successor="440703002",
    ),
    _unit(COMING_STATION, "street", "440704", valid_from=date(2005, 1, 1)),
)


def id_of(number: str) -> UUID:
    """The worker id that the sentences give to a person at registration."""
    return uuid5(NAMESPACE_OID, number)


def moment(day: str, hour: int = 18) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), LOCAL)


@dataclass
class Ledger:
    """A ledger in memory, with the few units of the tests."""

    today: str = "2005-06-30"
    log: LogInMemory = field(default_factory=LogInMemory)
    commands: int = 0

    def __post_init__(self) -> None:
        loaded = UnitsLoaded(source="tests", units=UNITS_AT_HAND)
        self.log.save([Addition(UNITS, 1, Envelope(0, "tests", None, None), [loaded])], [])

    def shelf(self) -> Shelf:
        register = cast(Register, self.log)
        return Shelf(register, KEY, rules_of(register))

    def case(self, number: str) -> Case:
        return self.shelf().case(id_of(number))

    def holder(self, claimed: Claimed, value: str) -> UUID | None:
        return self.shelf().claim(claimed, value).holder

    def tell(self, line: Line, by: Actor = OPERATOR, **more: Any) -> tuple[Outcome, list[Recorded]]:
        """Carry out a line; `more` as in `Request`. A refusal leaves nothing on the shelf."""
        fields = dict(line)
        command = HANDLERS[fields.pop("command")].command.model_validate(fields)
        self.commands += 1
        request = Request(command, by, **{"command_id": UUID(int=self.commands)} | more)
        shelf, before = self.shelf(), len(self.log.recorded)
        try:
            outcome = perform(shelf, TRADE, request, moment(self.today))
        except DomainError:
            assert shelf.written == ([], [])
            raise
        self.log.save(*shelf.written)
        return outcome, self.log.recorded[before:]


@dataclass
class Result:
    ledger: Ledger
    outcome: Outcome | None
    recorded: list[Recorded]
    refusal: DomainError | None

    @property
    def facts(self) -> list[Fact]:
        """What was recorded, without the claims on numbers."""
        facts = (recorded.fact for recorded in self.recorded)
        return [fact for fact in facts if not isinstance(fact, ClaimTaken | ClaimReleased)]

    def then(self, *facts: Fact) -> Self:
        assert self.refusal is None
        assert self.facts == list(facts)
        return self

    def then_of(self, kind: type[Fact], /, **fields: Any) -> Self:
        """Recorded was one fact, of this kind, and it says so in its plain form."""
        assert self.refusal is None
        assert [type(fact) for fact in self.facts] == [kind]
        said = self.facts[0].model_dump(mode="json")
        assert {name: said[name] for name in fields} == fields
        return self

    def then_refused(self, refusal: type[DomainError], **facts: Any) -> Self:
        assert type(self.refusal) is refusal
        told = {name: self.refusal.facts.get(name) for name in facts}
        assert told == facts
        return self


@dataclass
class Given:
    ledger: Ledger

    def when(self, line: Line, by: Actor = OPERATOR, **more: Any) -> Result:
        try:
            outcome, recorded = self.ledger.tell(line, by, **more)
        except DomainError as refusal:
            return Result(self.ledger, None, [], refusal)
        return Result(self.ledger, outcome, recorded, None)


def given(*lines: Line, today: str = "2005-06-30") -> Given:
    """A ledger on which all lines were accepted, one after the other."""
    ledger = Ledger(today)
    for line in lines:
        ledger.tell(line)
    return Given(ledger)


def clash(fact: type[Fact], on: str, version: int) -> dict[str, Any]:
    """How a refusal names the fact that it clashes with."""
    return {"fact": fact.stored_as, "effective_on": on, "version": version}
