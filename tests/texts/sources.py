"""What the packages may refuse with, read from their classes and their source."""

import ast
import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import TypeVar

import application
import domain
import interfaces.accounts
from domain.kernel.errors import DomainError
from interfaces.accounts.errors import AccountError
from tests.architecture.repository import ROOT, files

_Kind = TypeVar("_Kind")

PACKAGES = (domain, application, interfaces.accounts)


@cache
def import_everything() -> None:
    for package in PACKAGES:
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)


def below(kind: type[_Kind]) -> Iterator[type[_Kind]]:
    """Every class below `kind`, of the packages whose words are spoken to people."""
    spoken = tuple(f"{package.__name__}." for package in PACKAGES)
    for each in kind.__subclasses__():
        if each.__module__.startswith(spoken):
            yield each
        yield from below(each)


@cache
def refusals() -> dict[str, type[DomainError] | type[AccountError]]:
    """The class of each code."""
    import_everything()
    kinds: list[type[DomainError] | type[AccountError]]
    kinds = [*below(DomainError), *below(AccountError)]
    return {kind.code: kind for kind in kinds}


@cache
def enums() -> list[type[StrEnum]]:
    import_everything()
    return sorted(set(below(StrEnum)), key=lambda kind: kind.__name__)


@cache
def _calls() -> list[ast.Call]:
    sources = [
        path
        for name in ("domain", "application", "interfaces")
        for path in files(".py", under=ROOT / name)
    ]
    return [
        node
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@cache
def facts_given() -> dict[str, set[str]]:
    """The names of the facts with which a class is called anywhere, by the class's name."""
    given: dict[str, set[str]] = defaultdict(set)
    for call in _calls():
        given[_called(call)] |= {word.arg for word in call.keywords if word.arg}
        for word in call.keywords:
            if word.arg == "otherwise":
                given[_called_name(word.value)] |= {"standing", "certificate_no"}
    return given


def _called_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@cache
def problems() -> dict[str, set[str]]:
    """The literal values of `problem` by the class's name."""
    found: dict[str, set[str]] = defaultdict(set)
    for call in _calls():
        for word in call.keywords:
            if word.arg == "problem" and isinstance(word.value, ast.Constant):
                found[_called(call)].add(str(word.value.value))
    return found


@cache
def file_problems() -> dict[str, set[str]]:
    """The codes of unusable files and bad lines, with the names of their facts."""
    found: dict[str, set[str]] = defaultdict(set)
    for call in _calls():
        place = {"UnusableFile": 0, "BadLine": 2, "_bad": 2}.get(_called(call))
        if place is None or len(call.args) <= place:
            continue
        facts = {"column"} if _called(call) == "_bad" else _keys(call.args[place + 1 :])
        for code in _texts(call.args[place]):
            found[code] |= facts
    return found


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be; those of a condition's test are none of them."""
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _keys(arguments: list[ast.expr]) -> set[str]:
    return {
        str(key.value)
        for node in arguments
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }
