"""`taizhang export --parquet`: the rows on both clocks, in parts by person, whole or not at all."""

import random

import duckdb
import pytest
from sqlalchemy import MetaData, Table

from application.exports import parquet
from application.exports.parquet import write_parquet
from application.kernel.answering.engines import ReportsUnavailable
from application.kernel.bitemporal.models import TABLES
from application.kernel.copies.copies import CopyExists
from tests.ledger import record
from tests.reports.questions import lives


@pytest.fixture
def written(ledger, tmp_path):
    record(ledger, lives(random.Random(7), workers=8))
    folder = tmp_path / "rows"
    with ledger.engines.reports.reading() as connection:
        count = write_parquet(connection, folder, parts=4)
    return ledger, folder, count


def rows_of(folder, name):
    sql = f"FROM read_parquet('{folder}/{name}/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as reader:
        return reader.execute(sql).fetchall()


def test_every_row_is_written_once(written):
    ledger, folder, count = written
    with ledger.engines.reports.reading() as connection:
        for table in TABLES:
            there = connection.exec_driver_sql(f"FROM {table.name}").all()
            told = sorted((row[0].hex, *row[1:]) for row in there)
            assert sorted((row[:-1] for row in rows_of(folder, table.name)), key=str) == sorted(
                told, key=str
            )
            count -= len(told)
    assert count == 0


def test_a_person_is_in_one_part_the_same_in_every_table(written):
    _, folder, _ = written
    parts: dict[str, set[int]] = {}
    for table in TABLES:
        for row in rows_of(folder, table.name):
            parts.setdefault(row[0], set()).add(row[-1])
    assert all(len(found) == 1 for found in parts.values())
    assert set.union(*parts.values()) <= set(range(4))
    assert len(set.union(*parts.values())) > 1


def test_nothing_is_written_over(written):
    ledger, folder, _ = written
    with ledger.engines.reports.reading() as connection, pytest.raises(CopyExists):
        write_parquet(connection, folder)


def test_what_fails_midway_leaves_nothing(ledger, tmp_path, monkeypatch):
    folder = tmp_path / "there" / "rows"
    folder.parent.mkdir()
    monkeypatch.setattr(parquet, "TABLES", (*TABLES, Table("missing", MetaData())))
    with (
        pytest.raises(ReportsUnavailable),
        ledger.engines.reports.reading() as connection,
    ):
        write_parquet(connection, folder)
    assert list(folder.parent.iterdir()) == []


def test_only_the_owner_reads_it(written):
    _, folder, _ = written
    assert folder.stat().st_mode & 0o077 == 0
