"""Whatever is done to chain, answers and seals, `check` says what and where."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.kernel.integrity.chain import LINKS, Link
from application.kernel.integrity.chain_rows import links_of, rows_of
from application.kernel.integrity.faults import Fault, Wrong
from application.kernel.integrity.integrity import check
from tests.register.conftest import Ledger
from tests.register.tampering import LAST, SEALED, anywhere, positions, written_anew


@anywhere
@given(st.integers(1, SEALED))
def test_a_chain_written_anew_is_not_the_one_that_was_sealed(ledger: Ledger, position: int):
    sql = f"UPDATE stored_events SET topic='x' WHERE rowid={position}"
    first, *_ = ledger.tampered(lambda c: c.execute(sql), written_anew)
    assert first.wrong is Wrong.REWRITTEN
    assert first.position <= position <= (first.other or 0)


@anywhere
@given(st.integers(1, LAST), st.binary(min_size=32, max_size=32))
def test_a_hash_of_the_chain_changed(ledger: Ledger, position: int, other: bytes):
    sql = "UPDATE log_chain SET hash=? WHERE position=? AND command_id IS NULL"
    first, *more = ledger.tampered(lambda c: c.execute(sql, (other, position)))
    assert first == Fault(Wrong.LINK_CHANGED, position)
    assert more == []


@pytest.mark.parametrize("value", ["position=position+7", "position='x'", "hash='x'", "link=-1"])
@pytest.mark.parametrize("position", [3, 8])
def test_any_column_of_a_link(ledger: Ledger, position: int, value: str):
    sql = f"UPDATE log_chain SET {value} WHERE position={position} AND command_id IS NULL"
    found = ledger.tampered(lambda c: c.execute(sql))
    assert position in [fault.position for fault in found]
    assert found[0].position in (0, position)


@anywhere
@given(positions)
def test_a_link_removed(ledger: Ledger, position: int):
    sql = f"DELETE FROM log_chain WHERE position={position} AND command_id IS NULL"
    assert ledger.tampered(lambda c: c.execute(sql)) == [Fault(Wrong.LINK_REMOVED, position)]


def links(connection: sqlite3.Connection) -> list[Link]:
    rows = connection.execute(f"{LINKS} ORDER BY link")
    return [link for row in rows for link in links_of(row)]


def together(connection: sqlite3.Connection) -> None:
    """All links but the first in as few rows as there can be, as those of one save are."""
    rows = list(rows_of(links(connection)[1:]))
    connection.execute("DELETE FROM log_chain WHERE link>0")
    connection.executemany("INSERT INTO log_chain VALUES (?,?,?,?)", rows)


def test_links_that_were_written_together_stand_in_one_row(ledger: Ledger):
    with closing(sqlite3.connect(ledger.whole)) as connection:
        saves = connection.execute("SELECT count(*) FROM log_chain").fetchone()[0]
        assert len(links(connection)) - saves == 15 + 3  # an answer each, and three claims
        before = links(connection)
    assert ledger.tampered(together) == []
    with closing(sqlite3.connect(ledger.copy)) as connection:
        assert links(connection) == before


@anywhere
@given(data=st.data())
def test_any_byte_of_links_that_stand_together(ledger: Ledger, data: st.DataObject):
    def change(connection: sqlite3.Connection) -> None:
        (row,) = connection.execute("SELECT hash FROM log_chain WHERE link>0").fetchall()
        told = bytearray(row[0])
        told[data.draw(st.integers(0, len(told) - 1))] ^= data.draw(st.integers(1, 255))
        connection.execute("UPDATE log_chain SET hash=? WHERE link>0", (bytes(told),))

    assert ledger.tampered(together, change) != []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE log_chain SET position=position-1",
        "UPDATE log_chain SET link=link+1",
        "DELETE FROM log_chain",
    ],
)
def test_a_row_of_several_links(ledger: Ledger, change: str):
    assert ledger.tampered(together, lambda c: c.execute(f"{change} WHERE link>0")) != []


ANSWERED = "position=(SELECT min(position) FROM answered_commands WHERE position>9)"


@pytest.mark.parametrize(
    ("sql", "wrong"),
    [
        (f"UPDATE answered_commands SET digest=x'00' WHERE {ANSWERED}", Wrong.ANSWER_CHANGED),
        (f"UPDATE answered_commands SET version=version+1 WHERE {ANSWERED}", Wrong.ANSWER_CHANGED),
        (f"UPDATE answered_commands SET worker=x'07' WHERE {ANSWERED}", Wrong.ANSWER_CHANGED),
        (f"DELETE FROM answered_commands WHERE {ANSWERED}", Wrong.ANSWER_REMOVED),
        ("INSERT INTO answered_commands VALUES (x'01', x'02', NULL, 0, 10)", Wrong.ANSWER_INSERTED),
    ],
)
def test_an_answered_command(ledger: Ledger, sql: str, wrong: Wrong):
    (found,) = ledger.tampered(lambda c: c.execute(sql))
    assert (found.wrong, found.position) == (wrong, 10)


def test_a_chain_thrown_away(ledger: Ledger):
    assert ledger.tampered(lambda c: c.execute("DELETE FROM log_chain"))[0] == Fault(
        Wrong.NO_CHAIN, 0
    )
    assert ledger.tampered(lambda c: c.execute("DROP TABLE log_chain")) == [
        Fault(Wrong.NO_CHAIN, 0)
    ]


@pytest.mark.parametrize(
    ("sql", "wrong"),
    [
        ("UPDATE log_seals SET day='2001-01-01' WHERE number=1", Wrong.SEAL_BROKEN),
        ("UPDATE log_seals SET signature=x'00' WHERE number=2", Wrong.SEAL_BROKEN),
        ("UPDATE log_seals SET head='x', position='y' WHERE number=2", Wrong.SEAL_BROKEN),
        ("DELETE FROM log_seals WHERE number=1", Wrong.SEAL_REMOVED),
    ],
)
def test_a_seal(ledger: Ledger, sql: str, wrong: Wrong):
    assert ledger.tampered(lambda c: c.execute(sql))[0].wrong is wrong


def test_a_seal_of_another_key(ledger: Ledger):
    seals = check(ledger.whole, None).seals
    assert check(ledger.whole, {seals[0].public_key}).faults == []
    found = check(ledger.whole, {bytes(32)}).faults
    assert [fault.wrong for fault in found] == [Wrong.KEY_DIFFERS] * len(seals)
