"""Spark as an engine for indicators: the exported rows, counted by whatever machines there are.

Needs the extra `taizhang[spark]` and Java 17, here and nowhere else in the ledger.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from application.kernel.answering.engines import RowsMissing, SparkMissing, SparkUnavailable
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
        """The rows of the export. Raises `SparkMissing`, `SparkUnavailable`, `RowsMissing`."""
        missing = [t.name for t in ALL_TABLES if not (self.folder / t.name).is_dir()]
        if missing:
            raise RowsMissing(folder=str(self.folder))
        with _told(), self._running() as session:
            for name in (table.name for table in ALL_TABLES):
                session.read.parquet(str(self.folder / name)).createOrReplaceTempView(name)
            with engine_of(session).connect() as connection:
                yield connection

    @contextmanager
    def _running(self) -> Iterator[Any]:
        session = self._session()
        try:
            yield session
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


@contextmanager
def _told() -> Iterator[None]:
    """Raises `SparkUnavailable` for what goes wrong in Spark, or on the way to it."""
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("pyspark", "py4j"):
            raise
        raise SparkUnavailable(reason=_reason(error)) from None


def _reason(error: Exception) -> str:
    """The line of a long story that says what it is about."""
    lines = [line.strip(" :.") for line in str(error).splitlines() if line.strip()]
    about = (line for line in lines if not line.startswith("An error occurred while calling"))
    return next(about, type(error).__name__)[:300]
