"""A file of the report engine that is of no use: found out, thrown away, made anew."""

from contextlib import suppress

import duckdb
import pytest

from application.kernel.answering.engines import ReportsUnavailable
from application.kernel.reports import report_file
from tests.ledger import record
from tests.reports.questions import counted, in_the_file, without_engine

HEADERS, BLOCK = 3 * 4_096, 256 * 1_024


def _missing(file):
    file.unlink()


def _no_database(file):
    file.write_bytes(b"nonsense" * 1_000)


def _cut_off(file):
    file.write_bytes(file.read_bytes()[:20_000])


def _of_another_shape(file):
    _changed(file, "UPDATE fed SET shape = shape + 1")


def _of_another_version(file):
    _changed(file, "UPDATE read_model_checkpoints SET version = version + 1")


def _of_another_ledger(file):
    _changed(file, "UPDATE fed SET stream = uuid()")


def _changed(file, sql):
    """Its rows go too: whoever counts by it counts nobody."""
    with duckdb.connect(str(file)) as opened:
        opened.execute(sql)
        opened.execute("DELETE FROM episodes")


@pytest.mark.parametrize(
    "spoil",
    [
        _missing,
        _no_database,
        _cut_off,
        _of_another_shape,
        _of_another_version,
        _of_another_ledger,
    ],
)
def test_a_file_of_no_use_is_made_anew(ledger, told, spoil):
    record(ledger, told)
    ledger.engines.reports.sync()
    ledger.engines.close()
    spoil(ledger.engines.file)
    answer = counted(ledger, on=ledger.engines.reports)
    assert without_engine(answer) == without_engine(counted(ledger, on=ledger.store))
    assert in_the_file(ledger, "shape") == report_file.SHAPE


def test_a_damaged_block_gives_no_wrong_answer_and_then_a_new_file(ledger, told):
    record(ledger, told)
    expected = without_engine(counted(ledger, on=ledger.store))
    engine, refused = ledger.engines.reports, 0
    engine.sync()
    whole = ledger.engines.file.read_bytes()
    for block in range(HEADERS, len(whole), BLOCK):
        engine.close()
        ledger.engines.file.write_bytes(whole[:block] + b"\x5a" * 4_000 + whole[block + 4_000 :])
        with suppress(ReportsUnavailable):
            refused += 1
            assert without_engine(counted(ledger, on=engine)) == expected
            refused -= 1
        assert without_engine(counted(ledger, on=engine)) == expected
    assert refused
