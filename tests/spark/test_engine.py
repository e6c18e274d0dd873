"""The Spark engine up to the door of Spark; `make spark` goes through it."""

import json
import random
import sys

import pytest

from application.exports.parquet import write_parquet
from application.kernel.answering.engines import RowsMissing, SparkMissing, SparkUnavailable
from application.kernel.spark.engine import Spark
from tests.cli.conftest import RATE, REGISTER, here, lines, taizhang
from tests.ledger import record
from tests.reports.questions import lives, questions, without_engine
from tests.spark.stand_in import put_in_place

__all__ = ("here", "taizhang")


@pytest.fixture
def exported(ledger, tmp_path):
    record(ledger, lives(random.Random(5), workers=12))
    with ledger.engines.reports.reading() as connection:
        write_parquet(connection, tmp_path / "rows", parts=3)
    return tmp_path / "rows"


def test_exported_rows_are_counted_as_the_store_counts_them(ledger, exported, monkeypatch):
    builder = put_in_place(monkeypatch)
    for told, question in questions(random.Random(5)):
        answer = ledger.ask(question, on=Spark(exported, "spark://cluster:7077"))
        assert without_engine(answer) == without_engine(ledger.ask(question, on=ledger.store)), told
        assert answer["engine"] == "spark"
        for view in builder.session.database.execute("SHOW TABLES").fetchall():
            builder.session.database.execute(f"DROP VIEW {view[0]}")
    assert builder.wanted["master"] == "spark://cluster:7077"
    assert builder.session.stopped


def test_without_spark_or_rows_it_says_so(ledger, exported, tmp_path, monkeypatch):
    _, question = next(questions(random.Random(1)))
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(SparkMissing):
        ledger.ask(question, on=Spark(exported, "local[1]"))
    with pytest.raises(RowsMissing):
        ledger.ask(question, on=Spark(tmp_path, "local[1]"))


@pytest.mark.parametrize("module", ["py4j.protocol", "pyspark.errors.exceptions.base"])
def test_what_goes_wrong_in_spark_is_told_in_one_line(ledger, exported, monkeypatch, module):
    class Wrong(Exception):
        pass

    def refuse(*_asked, **_named):
        raise Wrong(
            "An error occurred while calling o97.sql.\n: SparkException: no such master\n\tat"
        )

    Wrong.__module__ = module
    builder = put_in_place(monkeypatch)
    monkeypatch.setattr(builder.session, "sql", refuse)
    _, question = next(questions(random.Random(1)))
    with pytest.raises(SparkUnavailable) as refused:
        ledger.ask(question, on=Spark(exported, "local[1]"))
    assert refused.value.facts == {"reason": "SparkException: no such master"}
    assert builder.session.stopped


def test_the_command_line_asks_it(taizhang, here, monkeypatch):
    put_in_place(monkeypatch)
    taizhang("import", lines(here / "people.jsonl", REGISTER))
    assert taizhang("export", "--parquet", here / "rows", "--parts", 2).exit_code == 0
    spark = (*RATE, "--engine", "spark", "--format", "json")
    found = taizhang(*spark, "--parquet", here / "rows", "--master", "spark://cluster:7077")
    assert json.loads(found.stdout)["rows"][0]["denominator"] == 1
    assert taizhang(*spark).exit_code == 2
    again = taizhang("export", "--parquet", here / "rows")
    assert (again.exit_code, taizhang("export").exit_code) == (2, 2)
