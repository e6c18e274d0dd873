"""History lines entered one after another into the lives that they tell of."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from tests.oracle.life import Closing, End, Impossible, Life, Replay, Spell

Line = dict[str, Any]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check_digit(first_17: str) -> str:
    """GB 11643-1999."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first_17, WEIGHTS, strict=True)) % 11]


def identity_number(born: str, sex: str, sequence: int = 1, address: str = "440703") -> str:
    """A made-up number that is valid; `sequence` 0–440 tells apart people born on one day."""
    last = sequence % 5 * 2 + (sex == "male")
    first_17 = f"{address}{born.replace('-', '')}{sequence // 5 + 10}{last}"
    return first_17 + check_digit(first_17)


def number_18(number: str) -> str:
    """The 18-digit form of an identity number of 15 or 18 digits."""
    if len(number) == 15:
        first_17 = number[:6] + "19" + number[6:]
        return first_17 + check_digit(first_17)
    return number.upper()


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def moment_of(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


class Book:
    """All lives by identity number. Enter lines in the order in which they were recorded.

    A corrected number names the same life as the old one. Lines that do not touch a life
    (certificates, training, …) are passed over. Raises Impossible when a line names nothing.
    """

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self.lives: dict[str, Life] = {}
        for line in lines:
            self.enter(line)

    def distinct_lives(self) -> list[Life]:
        return list(dict.fromkeys(self.lives.values()))

    def life(self, line: Line) -> Life:
        try:
            return self.lives[number_18(line["worker"])]
        except KeyError:
            raise Impossible(f"no such worker: {line}") from None

    def enter(self, line: Line) -> None:
        step = getattr(self, "_" + line["command"].replace("-", "_"), None)
        if step is not None:
            step(line, day_of(line["effective_on"]))

    def _register_worker(self, line: Line, day: date) -> None:
        number = number_18(line["id_number"])
        if number in self.lives:
            raise Impossible(f"registered already: {number}")
        self.lives[number] = Life(registration=dict(line), registered_on=day)

    def _correct_worker(self, line: Line, day: date) -> None:
        life = self.life(line)
        passed_over = ("command", "worker", "effective_on", "recorded_at", "reason")
        life.registration |= {k: v for k, v in line.items() if k not in passed_over}
        if "registered_on" in line:
            life.registered_on = day_of(line["registered_on"])
        if "id_number" in line:
            self.lives[number_18(line["id_number"])] = life

    def _start_employment(self, line: Line, day: date) -> None:
        self.life(line).spells.append(Spell(day, line["kind"]))

    def _end_employment(self, line: Line, day: date) -> None:
        self.life(line).ends.append(End(day))

    def _named_spell(self, line: Line) -> Spell:
        for spell in reversed(self.life(line).spells):
            if spell.started_on == day_of(line["started_on"]):
                return spell
        raise Impossible(f"no such employment: {line}")

    def _end_of(self, life: Life, spell: Spell) -> End | None:
        for end, ended in Replay(life).ended.items():
            if ended is spell:
                return end
        return None

    def _correct_employment(self, line: Line, day: date) -> None:
        spell = self._named_spell(line)
        end = self._end_of(self.life(line), spell)
        spell.started_on = day
        spell.kind = line.get("kind", spell.kind)
        if "ended_on" in line:
            if end is None:
                raise Impossible(f"not ended yet: {line}")
            end.day = day_of(line["ended_on"])

    def _void_employment(self, line: Line, day: date) -> None:
        life, spell = self.life(line), self._named_spell(line)
        end = self._end_of(life, spell)
        life.spells.remove(spell)
        if end is not None:
            life.ends.remove(end)

    def _transfer_case(self, line: Line, day: date) -> None:
        self.life(line).transfers.append((day, line["to_station"]))

    def _close_case(self, line: Line, day: date) -> None:
        self.life(line).closings.append(Closing(day, line["reason"]))

    def _confirm_closing(self, line: Line, day: date) -> None:
        before = [closing for closing in self.life(line).closings if closing.day <= day]
        if not before:
            raise Impossible(f"no closing to confirm: {line}")
        max(before, key=lambda closing: closing.day).confirmed = True

    def _reopen_case(self, line: Line, day: date) -> None:
        self.life(line).reopenings.append(day)

    def _void_registration(self, line: Line, day: date) -> None:
        self.life(line).void = True

    def _merge_worker(self, line: Line, day: date) -> None:
        self.life(line).merged_into = number_18(line["into"])

    def _unmerge_worker(self, line: Line, day: date) -> None:
        self.life(line).merged_into = None
