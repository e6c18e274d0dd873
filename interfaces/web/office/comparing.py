"""Two registrations side by side: what is the same, what differs, what only one of them says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from interfaces.texts.pages import later
from interfaces.web.visit import Visit

Card = Mapping[str, Any]
Told = tuple[str, Callable[[Card], str | None]]
"""A label, and what a card says under it."""
SAME, DIFFERENT, ONE_SIDED, NOT_COMPARED = "same", "different", "one_sided", ""
SAID = {SAME: later("相同"), DIFFERENT: later("不同"), ONE_SIDED: later("一方未填")}
SHAPES = {SAME: "＝", DIFFERENT: "≠", ONE_SIDED: "○"}
"""Beside the words, so that neither colour nor reading alone tells them apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """A field with the values of both, each in pieces: a text, and whether it differs."""

    label: str
    sides: tuple[list[tuple[str, bool]], list[tuple[str, bool]]]
    finding: str


def lines_of(visit: Visit, one: Card, other: Card) -> list[Line]:
    """The lines on which at least one of the two says something: the person, then the case.

    Only what is said of the person is compared; two cases of one person differ of course.
    """
    lines = []
    for compared, about in ((True, _person(visit)), (False, _case(visit))):
        for label, told in about:
            texts = told(one) or "", told(other) or ""
            if any(texts):
                finding = _finding(*texts) if compared else NOT_COMPARED
                lines.append(Line(label, _pieces(*texts), finding))
    return lines


def _finding(one: str, other: str) -> str:
    if one == other:
        return SAME
    return DIFFERENT if one and other else ONE_SIDED


def _pieces(one: str, other: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Of numbers of one length digit by digit, so that a slip is seen; of anything else whole."""
    if one == other or len(one) != len(other) or not one[:-1].isdecimal():
        return [(one, False)], [(other, False)]
    apart = [a != b for a, b in zip(one, other, strict=True)]
    return list(zip(one, apart, strict=True)), list(zip(other, apart, strict=True))


def _person(visit: Visit) -> list[Told]:
    """What identifies somebody, in the order of the registration's form."""
    words = visit.words
    field, day, word, yes_no = words.field, words.day, words.word, words.yes_no
    return [
        (field("id_number"), lambda card: card["id_number"]),
        (field("name"), lambda card: card["name"]),
        (field("sex"), lambda card: word(card["sex"])),
        (field("birth_date"), lambda card: day(card["birth"])),
        (field("phone"), lambda card: card["phone"]),
        (field("education"), lambda card: card["education"]),
        (field("household_address"), lambda card: card["household_address"]),
        (field("category"), lambda card: word(card["category"])),
        (field("unemployed_since"), lambda card: day(card["unemployed_since"])),
        (field("previous_employer"), lambda card: card["previous_employer"]),
        (field("minimum_living_since"), lambda card: day(card["minimum_living_since"])),
        (field("able_to_work"), lambda card: yes_no(card["able_to_work"])),
        (field("willing_to_work"), lambda card: yes_no(card["willing_to_work"])),
    ]


def _case(visit: Visit) -> list[Told]:
    """Where the case stands, and how much is on it: of help in choosing which one to keep."""
    words = visit.words
    field, say, day = words.field, words.say, words.day
    return [
        (field("station"), lambda card: visit.place(card["station"])),
        (field("registered_on"), lambda card: day(card["registered_on"])),
        (say("现状"), lambda card: words.word(card["status"])),
        (field("employer"), lambda card: card["employer"]),
        (field("certificate_no"), lambda card: card["certificate_no"]),
        (say("记录事项数"), lambda card: words.number(card["version"])),
        (say("最近记入"), lambda card: words.moment(card["last_recorded_at"])),
    ]
