"""New ids are of version 7 (RFC 9562, 5.7): in the order in which they are made."""

from collections import Counter
from random import Random
from uuid import RFC_4122, UUID

import pytest

from application.kernel import clock
from application.kernel.clock import new_id

NOON = 1_104_537_600_000_000_000
"""The first of January 2005, 0:00 UTC, in nanoseconds."""
MILLISECOND = 1_000_000
APART = -(-MILLISECOND // 4096)
"""Whole nanoseconds that make an id the later one, whatever is random."""


@pytest.fixture
def made_at(monkeypatch):
    def made_at(nanoseconds: int) -> UUID:
        with monkeypatch.context() as then:
            then.setattr(clock, "time_ns", lambda: nanoseconds)
            return new_id()

    return made_at


def test_an_id_is_of_version_7():
    for _ in range(100):
        made = new_id()
        assert (made.variant, made.version) == (RFC_4122, 7)


def test_an_id_begins_with_the_milliseconds_since_1970(made_at):
    for within in (0, 1, MILLISECOND - 1):
        assert made_at(NOON + within).int >> 80 == NOON // MILLISECOND
    assert made_at(NOON - 1).int >> 80 == NOON // MILLISECOND - 1


def test_of_two_ids_the_later_is_greater_from_a_4096th_of_a_millisecond_on(made_at):
    moments = Random(7)
    for _ in range(2_000):
        moment = NOON + moments.randrange(2 * MILLISECOND)
        assert made_at(moment) < made_at(moment + APART)
        assert made_at(moment) < made_at(moment + moments.randrange(APART, MILLISECOND))


def test_what_does_not_tell_the_moment_is_random(made_at):
    made = [made_at(NOON).int for _ in range(2_000)]
    assert len(set(made)) == len(made)
    differing = Counter(bit for each in made for bit in range(128) if (each ^ made[0]) >> bit & 1)
    assert set(differing) == set(range(62))
    assert all(800 < count < 1_200 for count in differing.values())


def test_no_id_is_made_twice():
    assert len({new_id() for _ in range(50_000)}) == 50_000
