"""Up to where in the log each read model is."""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    String,
    Table,
    bindparam,
    select,
    update,
)

from application.kernel.read_model import METADATA
from application.kernel.store_engines import CHECKPOINTS_NAME

CHECKPOINTS = Table(
    CHECKPOINTS_NAME,
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
)
# Made once: what is made for every command anew takes longer than the database with it.
_AT = select(CHECKPOINTS.c.name, CHECKPOINTS.c.position)
_REACHED = (
    update(CHECKPOINTS)
    .where(CHECKPOINTS.c.position < bindparam("reached"))
    .values(position=bindparam("reached"))
)


def seen_up_to(connection: Connection) -> int:
    """The last fact that all of the models have taken in."""
    return min(positions(connection).values(), default=0)


def positions(connection: Connection) -> dict[str, int]:
    """By the names of the models: one may be new and still behind."""
    return {row.name: row.position for row in connection.execute(_AT)}


def reach(connection: Connection, position: int) -> None:
    """All models are at a position now, but those that are further."""
    connection.execute(_REACHED, {"reached": position})
