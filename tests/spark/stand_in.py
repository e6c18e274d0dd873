"""What the engine uses of a Spark session, over DuckDB: to check all but Spark itself in CI."""

import re
import sys
from types import ModuleType
from typing import Any

import duckdb


class Session:
    """It reads the same files, takes named parameters, and knows no UUID."""

    def __init__(self) -> None:
        self.database = duckdb.connect()
        self.stopped = False

    @property
    def read(self) -> "Session":
        return self

    def parquet(self, folder: str) -> "_Rows":
        return _Rows(self, folder)

    def sql(self, sql: str, args: dict[str, Any]) -> "_Answer":
        assert not [value for value in args.values() if type(value) not in (str, int, float, bool)]
        named = {name: args[name] for name in re.findall(r"(?<!:):(\w+)", sql)}
        assert named == args
        cursor = self.database.execute(re.sub(r"(?<!:):(\w+)", r"$\1", sql), named)
        return _Answer([column[0] for column in cursor.description or ()], cursor.fetchall())

    def stop(self) -> None:
        self.stopped = True


class _Rows:
    def __init__(self, session: Session, folder: str) -> None:
        self.session, self.folder = session, folder

    def createOrReplaceTempView(self, name: str) -> None:
        self.session.database.execute(
            f"CREATE VIEW {name} AS FROM read_parquet('{self.folder}/**/*.parquet')"
        )


class _Answer:
    def __init__(self, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
        self.columns, self.rows = columns, rows

    def collect(self) -> list[tuple[Any, ...]]:
        return self.rows


class _Builder:
    def __init__(self, session: Session) -> None:
        self.session, self.wanted = session, dict[str, str]()

    def master(self, address: str) -> "_Builder":
        self.wanted["master"] = address
        return self

    def appName(self, name: str) -> "_Builder":
        return self

    def config(self, name: str, value: str) -> "_Builder":
        self.wanted[name] = value
        return self

    def getOrCreate(self) -> Session:
        return self.session


def put_in_place(monkeypatch: Any) -> _Builder:
    """Let `pyspark` be the stand-in; the builder knows what was asked for."""
    builder = _Builder(Session())
    module = ModuleType("pyspark.sql")
    module.SparkSession = type("SparkSession", (), {"builder": builder})  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyspark", ModuleType("pyspark"))
    monkeypatch.setitem(sys.modules, "pyspark.sql", module)
    return builder
