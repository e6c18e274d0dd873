"""Every fact has its own stored name, and speaks of what happened."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from domain.catalogue import CATALOGUE, FACTS, Catalogue
from domain.kernel.claim import ClaimTaken
from domain.kernel.errors import DomainError
from domain.kernel.fact import Fact


def all_of(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from all_of(each)


def test_every_fact_of_the_domain_is_in_the_catalogue():
    ours = {kind for kind in all_of(Fact) if kind.__module__.startswith("domain.")}
    assert {kind for kind in ours if "stored_as" in vars(kind)} == set(FACTS)
    parts = {base for fact in FACTS for base in fact.__mro__}
    assert ours - set(FACTS) <= parts


def test_two_facts_never_share_a_stored_name():
    with pytest.raises(ValueError, match=r"claim\.taken"):
        Catalogue([ClaimTaken, ClaimTaken])


@pytest.mark.parametrize("fact", FACTS)
def test_a_stored_name_says_subject_and_what_happened(fact):
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", fact.stored_as)
    assert not re.search(r"updated|changed|status", fact.stored_as)
    assert fact.model_config.get("frozen") and fact.model_config.get("extra") == "forbid"


def test_a_name_that_no_fact_has_is_unknown():
    with pytest.raises(KeyError):
        CATALOGUE.fact("worker.promoted", 1, {})


def test_every_refusal_has_its_own_code():
    codes = [kind.code for kind in all_of(DomainError) if kind.__module__.startswith("domain.")]
    assert len(set(codes)) == len(codes)
