"""How a station writes a life down: mostly soon, sometimes weeks late, never impossibly.

Facts of one thread (the person's work, the certificate, a course) are recorded in their order in
the world; threads overtake each other freely. `seal` waits for every thread, and every thread
waits for it. So the life is a possible one after each line, in the order of recording.
"""

from random import Random

from application.demo.days import LAST_RECORDED, iso, moment, working_day

Line = tuple[int, dict[str, object]]
"""The moment of recording (seconds, local) and the other fields of the history line."""

_LATE = 0.08
_OPENS, _SHUTS = 8 * 3600 + 1800, 17 * 3600 + 1800


class Pen:
    """Writes the lines of one worker."""

    def __init__(self, number: str, rng: Random) -> None:
        self.lines: list[Line] = []
        self._number = number
        self._rng = rng
        self._sealed = 0
        self._latest = 0
        self._threads: dict[str, int] = {}

    def register(self, day: int, **fields: object) -> None:
        """The first line. The office closes its books in July 2005; nobody is left out of them."""
        at = min(self._noticed(day), moment(LAST_RECORDED, _OPENS))
        self._sealed = self._latest = at
        self.lines.append((at, {"command": "register-worker", **fields, "effective_on": iso(day)}))

    def write(
        self, thread: str, command: str, day: int, noticed: int | None = None, /, **fields: object
    ) -> None:
        """One line of a thread; the station came to know on `noticed`, else on `day` itself."""
        after = self._threads.get(thread, self._sealed)
        self._threads[thread] = self._append(command, day, noticed, after, fields)

    def seal(self, command: str, day: int, noticed: int | None = None, /, **fields: object) -> None:
        """A line that every line before it and after it respects."""
        self._sealed = self._append(command, day, noticed, self._latest, fields)
        self._threads.clear()

    def _append(
        self, command: str, day: int, noticed: int | None, after: int, fields: dict[str, object]
    ) -> int:
        at = max(self._noticed(noticed or day), after + self._rng.randrange(60, 900))
        self._latest = max(self._latest, at)
        line = {"command": command, "worker": self._number, **fields, "effective_on": iso(day)}
        self.lines.append((at, line))
        return at

    def _noticed(self, day: int) -> int:
        late = self._rng.random() < _LATE
        delay = 3 + int(48 * self._rng.random() ** 2) if late else self._rng.choice((0, 0, 0, 1))
        return moment(working_day(day + delay), self._rng.randrange(_OPENS, _SHUTS))
