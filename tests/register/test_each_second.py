"""How long the rests are of what a server does again and again, by a clock of the test's own."""

from itertools import count

import pytest

from application.kernel import each_second
from application.kernel.log.errors import LedgerUnavailable

TAKES = 10
"""Seconds of the work, however it ends."""


class Over:
    """Ends after the last of what the work comes to; notes how long it was waited for."""

    def __init__(self, times: int) -> None:
        self.rests: list[float] = []
        self.times = times

    def wait(self, seconds: float) -> bool:
        self.rests.append(seconds)
        return len(self.rests) > self.times


@pytest.mark.parametrize(
    ("comes_to", "rest"),
    [
        (None, each_second.SHARE * TAKES),
        (LedgerUnavailable(), each_second.SECONDS),
        (RuntimeError("unforeseen"), each_second.PAUSE_SECONDS),
    ],
)
def test_work_that_was_done_earns_a_long_rest_and_a_database_that_is_away_a_short_one(
    comes_to: Exception | None, rest: float, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(each_second, "monotonic", count(step=TAKES).__next__)

    def work() -> None:
        if comes_to:
            raise comes_to

    over = Over(1)
    each_second._keep_on(work, over, "failed")  # type: ignore[arg-type]
    assert over.rests == [each_second.SECONDS, rest]
