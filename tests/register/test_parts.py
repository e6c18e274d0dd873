"""A long log is cut where its streams are: every id is in one part, and parts are about even."""

from bisect import bisect
from collections import Counter
from itertools import chain, pairwise
from random import Random
from uuid import UUID

import pytest

from application.kernel.clock import new_id
from application.kernel.keys.key import keys_beside
from application.kernel.log.packing import Envelope
from application.kernel.log.register import Addition, Register
from application.kernel.projecting.filling import parts
from domain.kernel.claim import ClaimReleased

FEW, MANY = 3, 2_000
LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)
RANDOM = Random(20030927)


def anywhere(version: int, count: int) -> list[UUID]:
    """Ids as ledgers had them before, and as claims have them."""
    return [UUID(int=RANDOM.getrandbits(128), version=version) for _ in range(count)]


def in_order(count: int) -> list[UUID]:
    return [new_id() for _ in range(count)]


def with_claims(streams: list[UUID]) -> list[UUID]:
    return list(chain(*zip(streams, anywhere(5, len(streams)), strict=True)))


EVEN = {
    "of version 7": in_order(MANY),
    "of version 4": anywhere(4, MANY),
    "of version 7 behind version 4": anywhere(4, MANY // 2) + in_order(MANY // 2),
    "of version 7 with claims": with_claims(in_order(MANY // 2)),
}
UNEVEN = {
    "nobody": [],
    "one": in_order(1),
    "few": in_order(FEW),
    "the ends": [LOWEST, HIGHEST],
    "nearly all of one": in_order(1) * MANY + in_order(FEW),
}


@pytest.fixture
def cut(database):
    """The first ids of the parts of a log with a fact of each of some streams; all is covered."""

    def cut(streams: list[UUID]) -> list[UUID]:
        register = Register(database, keys_beside(database))
        versions = Counter[UUID]()
        additions = list[Addition]()
        for stream in streams:
            versions[stream] += 1
            said = Envelope(len(additions), "陈丽", "440703002", None)
            additions.append(
                Addition(stream, versions[stream], said, [ClaimReleased(holder=stream)])
            )
        found = list(parts(register, register.save(additions)))
        register.close()
        assert (found[0][0], found[-1][1]) == (LOWEST, HIGHEST)
        assert all(last.int + 1 == first.int for (_, last), (first, _) in pairwise(found))
        assert all(first <= last for first, last in found)
        return [first for first, _ in found]

    return cut


@pytest.mark.parametrize("streams", EVEN.values(), ids=EVEN)
def test_parts_are_about_even(cut, streams):
    firsts = cut(streams)
    assert len(firsts) == 32
    counts = Counter(bisect(firsts, stream) for stream in streams)
    assert max(counts.values()) < 2 * MANY / 32


@pytest.mark.parametrize("streams", UNEVEN.values(), ids=UNEVEN)
def test_every_id_is_in_one_part_where_there_is_little_to_cut_by(cut, streams):
    assert 1 <= len(cut(streams)) <= len(set(streams)) + 1
