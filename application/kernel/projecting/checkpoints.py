"""Up to where in the log each read model is."""

from contextlib import closing

from sqlalchemy import BigInteger, Column, Connection, Integer, String, Table, func, select

from application.kernel.projecting.read_model import METADATA
from application.kernel.projecting.store_engines import CHECKPOINTS_NAME

CHECKPOINTS = Table(
    CHECKPOINTS_NAME,
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
)
_SEEN = select(func.min(CHECKPOINTS.c.position))
# For every command, so of the driver: a statement of SQLAlchemy takes longer than the database.
_AT = f"SELECT name, position FROM {CHECKPOINTS_NAME}"
_REACHED = f"UPDATE {CHECKPOINTS_NAME} SET position = %d WHERE position < %d"


def seen_up_to(connection: Connection) -> int:
    """The last fact that all of the models have taken in."""
    return connection.scalar(_SEEN) or 0


def positions(connection: Connection) -> dict[str, int]:
    """By the names of the models: one may be new and still behind. For whoever writes."""
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(_AT)
        return dict(cursor.fetchall())


def reach(connection: Connection, position: int) -> None:
    """All models are at a position now, but those that are further."""
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(_REACHED % (position, position))
