"""Spark as an engine for indicators: the exported rows, counted by whatever machines there are.

Needs the extra `taizhang[spark]` and Java 17, here and nowhere else in the ledger.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from application.kernel.answering.engines import RowsMissing, SparkMissing
from application.kernel.reports.report_file import ALL_TABLES
from application.kernel.spark.dialect import engine_of

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # What a machine had done when it was lost is done again by the others.
    "spark.task.maxFailures": "8",
}


class Spark:
    """`master` is the address of a cluster, or `local[*]`; the folder is seen by all of it."""

    name = "spark"

    def __init__(self, folder: Path, master: str) -> None:
        self.folder = folder.absolute()
        self.master = master

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The rows of the export. Raises `SparkMissing`, `RowsMissing`."""
        missing = [t.name for t in ALL_TABLES if not (self.folder / t.name).is_dir()]
        if missing:
            raise RowsMissing(folder=str(self.folder))
        session = self._session()
        try:
            for name in (table.name for table in ALL_TABLES):
                session.read.parquet(str(self.folder / name)).createOrReplaceTempView(name)
            with engine_of(session).connect() as connection:
                yield connection
        finally:
            session.stop()

    def _session(self) -> Any:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 (an extra)
        except ImportError:
            raise SparkMissing from None
        builder = SparkSession.builder.master(self.master).appName("taizhang")
        for name, value in _SETTINGS.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()
