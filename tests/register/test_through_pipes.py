"""What the processes of one server tell each other comes as it was said."""

import pickle

from application.kernel.log.errors import Conflict
from domain.kernel.errors import DomainError
from tests.texts.sources import refusals


def test_every_refusal_passes_through_a_pipe():
    kinds = [kind for kind in refusals().values() if issubclass(kind, DomainError)]
    assert len(kinds) > 100
    for kind in kinds:
        refusal = kind(reason="x")
        refusal.field = "worker"
        told = pickle.loads(pickle.dumps(refusal))
        assert (type(told), told.facts, told.field) == (kind, {"reason": "x"}, "worker")


def test_so_does_a_conflict_which_is_no_refusal():
    assert str(pickle.loads(pickle.dumps(Conflict("x")))) == "x"
