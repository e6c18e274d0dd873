"""No text makes a pattern search for long: every one in the source, against what would hurt it."""

import re
from time import thread_time

import pytest

from tests.attacks.patterns import hostile, patterns

FOUND = patterns()
LENGTH = 4_000
"""Of an address; what forms and files bring is longer, and looked at once."""
SECONDS = 1.0
"""On a slow machine too. A pattern that goes over a text a few times takes a thousandth of that;
one that begins anew at every letter, and again, takes more."""


def slowest(pattern: str, length: int = LENGTH) -> tuple[float, str]:
    """The time of the worst text, and how it begins."""
    compiled = re.compile(pattern)
    worst = 0.0, ""
    for text in hostile(pattern, length):
        for method in (compiled.search, compiled.fullmatch):
            if (took := _took(method, text)) > worst[0]:
                worst = took, text[:20]
            if took >= SECONDS:
                return worst
    return worst


def _took(method, text: str) -> float:
    """Of processor time, which other work on the machine lengthens little."""
    began = thread_time()
    method(text)
    return thread_time() - began


def test_the_patterns_of_the_source_are_found():
    assert len(FOUND) > 25
    assert "[0-9]{17}[0-9X]|[0-9]{15}" in FOUND.values()


@pytest.mark.parametrize("pattern", FOUND.values(), ids=FOUND)
def test_a_pattern_is_done_soon(pattern: str):
    took, text = slowest(pattern)
    assert took < SECONDS, f"{took:.3f} s on {text!r}…"


@pytest.mark.parametrize(("pattern", "length"), [(r"\s+$", 32_000), (r"x*[a-z]*y", 2_000)])
def test_a_pattern_that_takes_long_is_found(pattern: str, length: int):
    assert slowest(pattern, length)[0] > SECONDS
