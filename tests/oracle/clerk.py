"""Which history lines are acceptable one after another: the possible and the unambiguous."""

import copy
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from tests.oracle.book import Book, Line, day_of, number_18
from tests.oracle.life import Impossible, Life, Replay


class Clerk:
    """Takes lines in the order in which they are recorded and refuses what cannot be.

    Stricter than the rules where they leave the order of one day open: two transfers, two
    closings or two starts of employment of one worker on one day are refused too.
    """

    def __init__(self) -> None:
        self.book = Book()
        self.given_up: set[str] = set()

    def takes(self, line: Line) -> bool:
        """Whether the line was acceptable; if not, nothing has changed."""
        lives, given_up = dict(self.book.lives), set(self.given_up)
        number = number_18(line.get("worker") or line["id_number"])
        life = lives.get(number)
        before = copy.deepcopy(life)
        try:
            self.take(line)
        except Impossible:
            self.book.lives, self.given_up = lives, given_up
            if life is not None and before is not None:
                vars(life).update(vars(before))
            return False
        return True

    def take(self, line: Line) -> None:
        """Raises Impossible, and is of no more use then."""
        if line["command"] == "register-worker":
            self.book.enter(line)
            return
        self._refuse_if_out_of_use(line)
        self.book.enter(line)
        if line["command"] == "correct-worker" and "id_number" in line:
            self.given_up.add(number_18(line["worker"]))
        life = self.book.life(line)
        Replay(life)
        _refuse_if_unclear(life)

    def _refuse_if_out_of_use(self, line: Line) -> None:
        life, command = self.book.life(line), line["command"]
        _refuse(number_18(line["worker"]) in self.given_up, "a number corrected away")
        in_use = number_18(line.get("id_number", "")) in self.book.lives
        _refuse(in_use, "a number in use")
        _refuse(life.void, "void")
        _refuse((life.merged_into is not None) != (command == "unmerge-worker"), "merged")
        if command in ("merge-worker", "void-registration") or "id_number" in line:
            _refuse(self._has_duplicates(life), "others are merged into it")
        if command == "merge-worker":
            into = self.book.lives.get(number_18(line["into"]))
            if into is None or into is life or into.void or into.merged_into is not None:
                raise Impossible("nobody to merge into")
        if command == "confirm-closing":
            days = [closing.day for closing in life.closings]
            _refuse(day_of(line["effective_on"]) not in days, "not closed on that day")
        if command == "unmerge-worker":
            _refuse(life.merged_into != number_18(line["into"]), "merged into another")

    def _has_duplicates(self, life: Life) -> bool:
        others = (other.merged_into for other in self.book.distinct_lives())
        return any(into is not None and self.book.lives[into] is life for into in others)

    def story(self) -> dict[str, Any]:
        """What is known of everybody in the end, the order in which it came left out."""
        return {number: _story(life) for number, life in self.book.lives.items()}


def acceptable(lines: Iterable[Line]) -> dict[str, Any] | None:
    """The story told by the lines, or None if one of them is not acceptable in its place."""
    clerk = Clerk()
    try:
        for line in lines:
            clerk.take(line)
    except Impossible:
        return None
    return clerk.story()


def _refuse(when: bool, why: str) -> None:
    if when:
        raise Impossible(why)


def _refuse_if_unclear(life: Life) -> None:
    _refuse(_twice([day for day, _ in life.transfers]), "two transfers on one day")
    _refuse(_twice([spell.started_on for spell in life.spells]), "two starts on one day")
    _refuse(_twice([closing.day for closing in life.closings]), "two closings on one day")
    _refuse(_twice(life.reopenings), "two reopenings on one day")
    _refuse(day_of(life.registration["unemployed_since"]) > life.registered_on, "registered early")
    stations = [life.registration["station"]] + [to for _, to in sorted(life.transfers)]
    _refuse(any(a == b for a, b in pairwise(stations)), "moved nowhere")
    for closing in life.closings:
        _refuse(closing.reason == "died" and any(d >= closing.day for d in life.reopenings), "dead")
        _refuse(closing.confirmed and closing.reason != "wish_withdrawn", "nothing to confirm")


def _twice(days: list[Any]) -> bool:
    return len(days) != len(set(days))


def _story(life: Life) -> Any:
    replay = Replay(life)
    spells = sorted((spell.started_on, spell.kind) for spell in life.spells)
    ended = sorted((spell.started_on, end.day) for end, spell in replay.ended.items())
    closings = sorted((closing.day, closing.reason, closing.confirmed) for closing in life.closings)
    told = {k: v for k, v in life.registration.items() if k != "recorded_at"}
    moves, reopened = sorted(life.transfers), sorted(life.reopenings)
    status = (life.registered_on, life.void, life.merged_into)
    return [told, status, spells, ended, closings, moves, reopened, replay.changes]
