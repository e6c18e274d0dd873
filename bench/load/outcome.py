"""What came of a load."""

from array import array
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """Of the commands answered after the warming up. Seconds; `client` in shares of a core."""

    seconds: float = 0.0
    client: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    refused: dict[int, bytes] = field(default_factory=dict)
    taken: "array[float]" = field(default_factory=lambda: array("d"))

    @property
    def done(self) -> int:
        return sum(n for status, n in self.statuses.items() if 200 <= status < 300)

    @property
    def failed(self) -> int:
        """Answers of 500 and above."""
        return sum(n for status, n in self.statuses.items() if status >= 500)

    @property
    def a_second(self) -> float:
        return self.done / self.seconds

    def within(self, share: float) -> float:
        """Milliseconds within which this share of the commands was answered."""
        ordered = sorted(self.taken)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000
