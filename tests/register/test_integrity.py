"""Whatever is done to a stored fact, `check` names the first bad position."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.kernel.integrity.faults import Fault, Wrong
from application.kernel.integrity.integrity import check
from tests.register.conftest import Ledger
from tests.register.tampering import LAST, SEALED, anywhere, cut_off, positions, renumber, swap


def test_a_ledger_that_nobody_touched_is_whole(ledger: Ledger):
    found = check(ledger.whole, None)
    assert (found.faults, found.facts, found.answers) == ([], LAST, 15)
    assert (found.last_position, found.links) == (LAST, LAST + 15)
    assert [(seal.number, seal.position) for seal in found.seals] == [(1, 7), (2, SEALED)]


@anywhere
@given(position=positions, data=st.data())
def test_any_byte_of_a_fact(ledger: Ledger, position: int, data: st.DataObject):
    def change(connection: sqlite3.Connection) -> None:
        sql = "SELECT state FROM stored_events WHERE rowid=?"
        state = bytearray(connection.execute(sql, (position,)).fetchone()[0])
        state[data.draw(st.integers(0, len(state) - 1))] ^= data.draw(st.integers(1, 255))
        connection.execute("UPDATE stored_events SET state=? WHERE rowid=?", (state, position))

    assert ledger.tampered(change) == [Fault(Wrong.CHANGED, position)]


VALUES = [
    "state=''", "state=NULL", "state=CAST(state AS TEXT)", "state=state||x'00'", "state=1.5",
    "topic=topic||'x'", "topic=CAST(topic AS BLOB)", "topic=CAST(x'ff' AS TEXT)",
    "originator_version=originator_version+100", "originator_version='x'",
    "originator_id=upper(originator_id)||'A'",
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("position", [1, 8, LAST])
def test_any_column_of_a_fact(ledger: Ledger, position: int, value: str):
    sql = f"UPDATE stored_events SET {value} WHERE rowid={position}"
    assert ledger.tampered(lambda c: c.execute(sql)) == [Fault(Wrong.CHANGED, position)]


@anywhere
@given(positions)
def test_a_fact_removed(ledger: Ledger, position: int):
    sql = f"DELETE FROM stored_events WHERE rowid={position}"
    first, *_ = ledger.tampered(lambda c: c.execute(sql))
    assert (first.wrong, first.position) == (Wrong.REMOVED, position)


@anywhere
@given(positions)
def test_a_fact_removed_with_its_link(ledger: Ledger, position: int):
    first, *_ = ledger.tampered(
        lambda c: c.execute(f"DELETE FROM stored_events WHERE rowid={position}"),
        lambda c: c.execute(
            f"DELETE FROM log_chain WHERE position={position} AND command_id IS NULL"
        ),
    )
    assert (first.wrong, first.position) == (Wrong.REMOVED, position)


@pytest.mark.parametrize("position", [-3, 0, LAST + 1, LAST + 100])
def test_a_fact_inserted(ledger: Ledger, position: int):
    sql = (
        "INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state) "
        f"SELECT {position}, originator_id, 999, topic, state FROM stored_events WHERE rowid=5"
    )
    assert ledger.tampered(lambda c: c.execute(sql)) == [Fault(Wrong.INSERTED, position)]


@anywhere
@given(positions, positions)
def test_two_facts_swapped(ledger: Ledger, one: int, other: int):
    found = ledger.tampered(lambda c: swap(c, one, other))
    first, second = sorted((one, other))
    pair = [Fault(Wrong.SWAPPED, first, second), Fault(Wrong.SWAPPED, second, first)]
    assert found == (pair if one != other else [])


@anywhere
@given(positions, st.integers(1, 50))
def test_a_fact_moved_behind_the_others(ledger: Ledger, position: int, further: int):
    first, second, *_ = ledger.tampered(lambda c: renumber(c, position, LAST + further))
    assert first == Fault(Wrong.MOVED, position, LAST + further)
    assert second.position in (LAST + further, position + 1)


@anywhere
@given(st.integers(1, LAST - 1))
def test_everything_renumbered_from_somewhere_on(ledger: Ledger, position: int):
    def change(connection: sqlite3.Connection) -> None:
        for each in range(LAST, position - 1, -1):
            renumber(connection, each, each + 1)

    assert ledger.tampered(change)[0].position == position


@anywhere
@given(st.integers(1, LAST - 1))
def test_the_end_cut_off(ledger: Ledger, after: int):
    sql = f"DELETE FROM stored_events WHERE rowid>{after}"
    assert ledger.tampered(lambda c: c.execute(sql))[0].position == after + 1


@anywhere
@given(st.integers(1, SEALED - 1))
def test_the_end_cut_off_with_all_that_speaks_of_it(ledger: Ledger, after: int):
    first = ledger.tampered(lambda c: cut_off(c, after))[0]
    assert (first.wrong, first.position) == (Wrong.TRUNCATED, after + 1)


def test_what_was_never_sealed_and_is_cut_off_cannot_be_told(ledger: Ledger):
    assert ledger.tampered(lambda c: cut_off(c, SEALED)) == []


def test_read_models_tell_that_the_log_was_longer(ledger: Ledger):
    reached = "UPDATE read_model_checkpoints SET position=19"
    found = ledger.tampered(lambda c: cut_off(c, SEALED), lambda c: c.execute(reached))
    assert found == [Fault(Wrong.TRUNCATED, SEALED + 1, LAST)]
