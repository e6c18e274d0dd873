"""Personal texts stand in the log under the key of their worker, and open at their place alone."""

import string
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.kernel.keys.key import keys_beside
from application.kernel.keys.keyring import Keyring
from application.kernel.keys.sealing import SealBroken
from application.kernel.log.packing import Envelope, has_sealed_part, packed, unpacked
from domain.catalogue import FACTS
from domain.figure.figures import FigureReported
from domain.follow_up.follow_ups import FollowUpRecorded, Outcome
from domain.kernel.claim import ClaimReleased, ClaimTaken
from domain.kernel.fact import ERASED, LOCKED, DatedFact
from domain.policy.book import ParameterSet
from domain.target.targets import TargetSet
from domain.unit.units import UnitsLoaded
from domain.worker.events import WorkerRegistered
from tests.golden import content
from tests.golden.forms import line_of

HIS, HERS = uuid5(NAMESPACE_OID, "his"), uuid5(NAMESPACE_OID, "hers")
ENVELOPE = Envelope(1_000, "陈丽", "440703002", None)
ON_NO_PERSON = (UnitsLoaded, ParameterSet, TargetSet, FigureReported, ClaimTaken, ClaimReleased)
OF_NO_PERSON = {"station", "to_station", "counted_by", "reference", "category", "course"} | {
    "provider",
    "trade",
    "legal_reference",
    "requested_by",
}
"""Texts that tell of rules, places and courses, which figures and lists need for ever."""
CODES = {("certificate.ended", "reason")}


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Keyring]:
    keys = keys_beside(tmp_path / "ledger.db")
    keys.ensure([HIS, HERS])
    yield keys
    keys.close()


def of_workers() -> list[type]:
    return [kind for kind in FACTS if kind not in ON_NO_PERSON]


@pytest.mark.parametrize("kind", of_workers(), ids=lambda kind: kind.stored_as)
def test_every_text_of_a_fact_on_a_worker_is_personal_or_said_not_to_be(kind: type[DatedFact]):
    for name, field in kind.model_fields.items():
        if field.annotation in (str, str | None) and (kind.stored_as, name) not in CODES:
            assert (name in kind.personal) != (name in OF_NO_PERSON), name


@pytest.mark.parametrize("fact", content.FACTS, ids=lambda fact: fact.stored_as)
def test_a_sealed_fact_is_read_as_it_was_and_shows_no_personal_text(fact, keys: Keyring):
    state = packed(fact, ENVELOPE, (HIS, 7), keys.seal)
    read = unpacked((1, HIS.hex, 7, fact.stored_as, state), keys.unseal)
    assert read.fact == fact
    assert read.envelope == ENVELOPE
    for name in fact.personal:
        if text := getattr(fact, name):
            assert text.encode() not in state
            assert text not in str(line_of(state, ENVELOPE))


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=300)


@settings(max_examples=200, deadline=None)
@given(note=texts | st.none(), version=st.integers(1, 10**6), day=st.dates())
def test_any_text_comes_back(tmp_path_factory, note: str | None, version: int, day: date):
    keys = _shared(tmp_path_factory)
    fact = FollowUpRecorded(outcome=Outcome.AT_WORK, effective_on=day, note=note)
    state = packed(fact, ENVELOPE, (HIS, version), keys.seal)
    assert unpacked((1, HIS.hex, version, fact.stored_as, state), keys.unseal).fact == fact


_SHARED: list[Keyring] = []


def _shared(factory: pytest.TempPathFactory) -> Keyring:
    if not _SHARED:
        _SHARED.append(keys_beside(factory.mktemp("keys") / "ledger.db"))
        _SHARED[0].ensure([HIS])
    return _SHARED[0]


def test_one_text_is_never_sealed_alike_twice(keys: Keyring):
    fact = content.FACTS[0]
    assert packed(fact, ENVELOPE, (HIS, 1), keys.seal) != packed(
        fact, ENVELOPE, (HIS, 1), keys.seal
    )


@pytest.mark.parametrize(
    "elsewhere",
    [
        (HERS.hex, 1, "worker.registered"),
        (HIS.hex, 2, "worker.registered"),
        (HIS.hex, 1, "worker.corrected"),
    ],
)
def test_a_sealed_part_moved_elsewhere_does_not_open(elsewhere, keys: Keyring):
    state = packed(content.FACTS[0], ENVELOPE, (HIS, 1), keys.seal)
    with pytest.raises(SealBroken):
        unpacked((1, *elsewhere, state), keys.unseal)


def as_a_line(told: dict[str, Any], sealed: bytes) -> bytes:
    return orjson.dumps(list(told.values())) + b"\n" + sealed


def as_an_object(told: dict[str, Any], sealed: bytes) -> bytes:
    return orjson.dumps(told | {"sealed": b64encode(sealed).decode()})


@pytest.mark.parametrize("before", [as_a_line, as_an_object])
def test_what_was_sealed_in_an_earlier_form_opens(before, keys: Keyring):
    fact = content.FACTS[0]
    text = orjson.dumps({name: getattr(fact, name) for name in fact.personal})
    bound = b"%b 1 worker.registered 1" % HIS.bytes
    by, unit, revision, form = line_of(packed(fact, ENVELOPE, (HIS, 1), keys.seal), ENVELOPE)
    told = {"at": 1_000, "by": by, "unit": unit, "command": None, "revision": revision}
    state = before(told | {"fact": form}, keys.seal(HIS, text, bound))
    assert has_sealed_part(state)
    read = unpacked((1, HIS.hex, 1, fact.stored_as, state), keys.unseal)
    assert (read.fact, read.envelope) == (fact, ENVELOPE)


def test_a_changed_byte_is_noticed(keys: Keyring):
    state = packed(content.FACTS[0], ENVELOPE, (HIS, 1), keys.seal)
    with pytest.raises(SealBroken):
        broken = state[:-30] + bytes([state[-30] ^ 1]) + state[-29:]
        unpacked((1, HIS.hex, 1, "worker.registered", broken), keys.unseal)


def test_without_its_key_a_fact_keeps_what_figures_need(keys: Keyring):
    fact = content.FACTS[0]
    state = packed(fact, ENVELOPE, (HIS, 1), keys.seal)
    keys.destroy(HIS)
    read = unpacked((1, HIS.hex, 1, fact.stored_as, state), keys.unseal).fact
    assert isinstance(read, WorkerRegistered)
    assert isinstance(fact, WorkerRegistered)
    assert (read.name, read.id_number, read.phone) == (ERASED, ERASED, None)
    assert (read.sex, read.birth_date, read.station) == (fact.sex, fact.birth_date, fact.station)
    unknown = unpacked((1, HERS.hex, 1, fact.stored_as, state)).fact
    assert isinstance(unknown, WorkerRegistered)
    assert unknown.name == LOCKED


def test_printable_words_of_the_golden_files_are_what_is_searched_for():
    """The specification above would see nothing if the files held no texts."""
    told = [getattr(fact, name) for fact in content.FACTS for name in fact.personal]
    assert len([text for text in told if text and not set(text) <= set(string.digits)]) > 30
