"""An indicator is a declaration: what it counts, in words, and by which text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same said in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator means; pages, API and documentation are drawn from it."""

    name: str
    title: Words
    numerator: Words
    denominator: Words
    period: Words
    reference: str
    rule_set: str = "JM-2003"
    rules: tuple[str, ...] = ()
