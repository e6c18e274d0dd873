"""Which refusals a command can meet: read from what its handler calls, not from a list by hand."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from application.kernel.commands import Handler
from application.kernel.writing.desk import Desk
from domain.assistance import applications
from domain.certificate import certificates
from domain.erasure.erasures import Erasure
from domain.kernel.errors import DomainError
from domain.kernel.fact import DatedFact
from domain.policy.book import PolicyBook
from domain.training import trainings
from domain.unit.units import UnitTree
from domain.worker import errors, events, timeline
from domain.worker.timeline import Rank
from domain.worker.worker import Worker

Refusals = frozenset[type[DomainError]]

_ROOMS: dict[str, type] = {
    "desk": Desk,
    "worker": Worker,
    "applications": applications.Applications,
    "certificates": certificates.Certificates,
    "trainings": trainings.Trainings,
    "erasure": Erasure,
    "units": UnitTree,
    "policy": PolicyBook,
}
"""Whose method a call is, by the name of what it is called on."""

# These fold all facts of a person, so they name the refusals of every fact; see `_of_fact`.
_FOLDS = {timeline.life_of, applications.folded, certificates.folded, trainings.enrolments}
_PLACES: dict[type[DatedFact], tuple[Rank, ...]] = {
    events.EmploymentStarted: (Rank.START,),
    events.EmploymentEnded: (Rank.END,),
    events.EmploymentCorrected: (Rank.START, Rank.END),
    events.CaseTransferred: (Rank.TRANSFER,),
    events.CaseClosed: (Rank.CLOSING,),
    events.CaseReopened: (Rank.REOPENING,),
}


def refusals_met(handler: Handler) -> list[str]:
    """The codes that a command can be refused with, besides those of every command on a case."""
    met = _reached(handler.carry_out) - of_every_case()
    return sorted({refusal.code for refusal in met})


def of_every_case() -> Refusals:
    """What finding the worker can be refused with."""
    return _reached(Desk.case)


@cache
def _reached(function: Callable[..., Any]) -> Refusals:
    return frozenset(_walked(function, set()))


def _walked(function: Callable[..., Any], seen: set[Any]) -> Iterator[type[DomainError]]:
    if function in seen or function in _FOLDS:
        return
    seen.add(function)
    for node in ast.walk(_parsed(function)):
        yield from _met_at(node, function, seen)


def _met_at(
    node: ast.AST, function: Callable[..., Any], seen: set[Any]
) -> Iterator[type[DomainError]]:
    """A refusal that is named, one of a function that is called, one of a fact that is made."""
    known = inspect.unwrap(function).__globals__
    match node:
        case ast.Name() | ast.Attribute():
            value = _value(node, known)
            if _is(value, DomainError) and "code" in vars(value):
                yield value
        case ast.Call(func=called):
            value = _value(called, known)
            if _is(value, DatedFact):
                yield from _of_fact(value)
            elif target := _called(called, known, function):
                yield from _walked(target, seen)
        case ast.Subscript(value=ast.Attribute(attr="units")):
            yield from _walked(UnitTree.__getitem__, seen)
        case _:
            pass


def _is(value: Any, kind: type) -> bool:
    return isinstance(value, type) and issubclass(value, kind)


def _parsed(function: Callable[..., Any]) -> ast.AST:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


@cache
def _of_fact(fact: type[DatedFact]) -> Refusals:
    if fact in certificates._ORDER:
        return _of_case(certificates.step, fact)
    if fact in applications.Applications.follows:
        return _of_case(applications.Asking.after, fact)
    if fact in trainings.Trainings.follows:
        begins = fact is trainings.EnrolledInTraining
        return frozenset({trainings.AlreadyEnrolled if begins else trainings.NotEnrolled})
    ranks = _PLACES.get(fact, ())
    own = frozenset().union(*(_reached(timeline._STEPS[rank]) for rank in ranks))
    if Rank.REOPENING in ranks:
        own |= {errors.ReopenedThatDayAlready}
    return own | ({errors.BeforeRegistration} if ranks else set())


def _of_case(function: Callable[..., Any], fact: type[DatedFact]) -> Refusals:
    """The refusals of one `case` of a `match` over facts."""
    known = inspect.unwrap(function).__globals__
    cases = (node for node in ast.walk(_parsed(function)) if isinstance(node, ast.match_case))
    return frozenset(
        refusal
        for each in cases
        if isinstance(each.pattern, ast.MatchClass) and _value(each.pattern.cls, known) is fact
        for statement in each.body
        for node in ast.walk(statement)
        for refusal in _met_at(node, function, {function})
    )


def _value(node: ast.expr, known: dict[str, Any]) -> Any:
    """What a name, or a name in a module, stands for."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute):
        within = _value(node.value, known)
        return getattr(within, node.attr, None) if inspect.ismodule(within) else None
    return None


def _called(node: ast.expr, known: dict[str, Any], caller: Callable[..., Any]) -> Any:
    """The function that is called, where it is one of ours."""
    found = _value(node, known)
    if found is None and isinstance(node, ast.Attribute):
        found = getattr(_room(node.value, caller), node.attr, None)
    function = inspect.unwrap(found) if callable(found) else None
    ours = str(getattr(function, "__module__", "")).startswith(("domain.", "application."))
    return function if ours and inspect.isfunction(function) else None


def _room(node: ast.expr, caller: Callable[..., Any]) -> type | None:
    name = str(getattr(node, "attr", None) or getattr(node, "id", ""))
    if name == "self":
        owner = caller.__qualname__.partition(".")[0]
        return getattr(inspect.getmodule(caller), owner, None)
    return _ROOMS.get(name)
