"""The rows on both clocks as Parquet: for Spark, and for whoever counts on more than one machine.

A folder a table, in it a folder a part, Hive's way: `episodes/part=7/…`. A person is in the same
part of every table, so what is joined by person need not travel. No row has a name or a number.
"""

from pathlib import Path

from sqlalchemy import Connection

from application.kernel.bitemporal.models import TABLES
from application.kernel.copies.copies import CopyExists
from application.kernel.projecting.checkpoints import CHECKPOINTS
from application.kernel.reports.parts import unfinished_folder

PARTS = 16
_PART = "CAST('0x' || md5(CAST(stream AS VARCHAR))[:4] AS INTEGER) % {parts} AS part"
# As the databases without a type of their own for it have it, and so as Spark is asked for it.
_STREAM = "replace(CAST(stream AS VARCHAR), '-', '') AS stream"


def write_parquet(connection: Connection, folder: Path, parts: int = PARTS) -> int:
    """Write what a snapshot of the report engine sees; return how many rows.

    The folder is there only once it is whole. Raises `CopyExists`, `OSError`, `DBAPIError`.
    """
    if folder.exists():
        raise CopyExists(file=str(folder))
    with unfinished_folder(folder) as unfinished:
        whole = unfinished / "rows"
        whole.mkdir(mode=0o700)
        rows = sum(_table(connection, table.name, whole, parts) for table in TABLES)
        _copy(connection, f"FROM {CHECKPOINTS.name}", whole / CHECKPOINTS.name / "all.parquet")
        whole.rename(folder)
    return rows


def _table(connection: Connection, name: str, whole: Path, parts: int) -> int:
    rows = f"SELECT {_STREAM}, * EXCLUDE (stream), {_PART.format(parts=parts)} FROM {name}"
    if written := _copy(connection, rows, whole / name, ", PARTITION_BY (part)"):
        return written
    # Without rows there would be no file, and a reader would not learn the columns.
    return _copy(
        connection,
        f"SELECT * EXCLUDE (part) FROM ({rows})",
        whole / name / "part=0" / "none.parquet",
    )


def _copy(connection: Connection, rows: str, to: Path, how: str = "") -> int:
    if not how:
        to.parent.mkdir(parents=True, exist_ok=True)
    place = str(to).replace("'", "''")
    sql = f"COPY ({rows}) TO '{place}' (FORMAT parquet, COMPRESSION zstd{how})"
    return int(connection.exec_driver_sql(sql).scalar_one())
