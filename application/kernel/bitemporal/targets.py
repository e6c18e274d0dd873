"""Targets by unit, year and indicator, as they were known at any moment."""

from decimal import Decimal

from sqlalchemy import Column, Integer, Numeric, String, Table

from application.kernel.bitemporal.clocks import Knowledge, moments, record_columns
from application.kernel.projecting.read_model import (
    METADATA,
    History,
    ReadModel,
    Rows,
    stream_column,
)
from domain.target.targets import TargetSet

TARGETS = Table(
    "targets",
    METADATA,
    stream_column(),
    Column("unit", String(12), nullable=False),
    Column("year", Integer, nullable=False),
    Column("indicator", String(40), nullable=False),
    Column("value", Numeric(12, 2), nullable=False),
    Column("reference", String(200), nullable=False),
    *record_columns(),
)


def rows_of(history: History) -> Rows:
    """One row a target; a target set again takes the place of the one before."""
    knowledge = Knowledge()
    standing: dict[tuple[str, int, str], tuple[Decimal, str]] = {}
    for at, recorded in moments(history):
        for fact in (item.fact for item in recorded):
            if isinstance(fact, TargetSet):
                key = (fact.unit, fact.year, fact.indicator)
                standing[key] = (fact.value, fact.reference)
        knowledge.now(at, (key + value for key, value in standing.items()))
    return {TARGETS: knowledge.rows(TARGETS, history[0].stream)}


MODEL = ReadModel("targets", 2, (TargetSet,), (TARGETS,), rows_of)
