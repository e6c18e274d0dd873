"""Whatever comes together, of two processes at once, comes to what single commands come to."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.kernel.writing.sitting import Outcome, Request
from tests.register.office import opened, registration, request, visit, words, worker

PEOPLE = st.integers(1, 3)
COMMANDS = st.one_of(
    st.builds(registration, PEOPLE),
    st.builds(visit, PEOPLE, st.sampled_from("xyz")),
    st.builds(
        lambda n, on: {
            "command": "start-employment",
            "worker": worker(n),
            "kind": "labour_contract",
            "effective_on": f"2005-03-0{on}",
        },
        PEOPLE,
        st.integers(1, 5),
    ),
)
NAMED = st.lists(st.tuples(st.sampled_from("abcdefghijklm"), COMMANDS), min_size=1, max_size=8)
"""Commands by the names of their ids, some of which come twice."""
WRITERS = st.lists(st.tuples(st.booleans(), NAMED), min_size=1, max_size=5)
"""Batches, each of one of two processes."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    opened(folder).close()
    return folder


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=WRITERS)
def test_batches_of_two_processes_come_to_what_single_commands_come_to(
    batches: list[tuple[bool, list[tuple[str, Any]]]], empty: Path, tmp_path_factory
):
    folders = [tmp_path_factory.mktemp("ledger") / name for name in ("together", "alone")]
    for folder in folders:
        shutil.copytree(empty, folder)
    with opened(folders[0]) as one, opened(folders[0]) as two, opened(folders[1]) as alone:
        for first, named in batches:
            asked: list[Request] = [request(line, name) for name, line in named]
            done = (one if first else two).batches.carry_out(asked)
            assert words(done) == [
                word for each in asked for word in words(alone.batches.carry_out([each]))
            ]
            for each, outcome in zip(asked, done, strict=True):
                if isinstance(outcome, Outcome):
                    answer = one.register.answers([each.command_id])[each.command_id]
                    assert outcome.position == answer.position
        told = [[(r.version, r.fact) for r in t.register.history()] for t in (one, alone)]
        kinds = [[(version, fact.stored_as) for version, fact in each] for each in told]
        assert kinds[0] == kinds[1]
        assert one.verify() == []
