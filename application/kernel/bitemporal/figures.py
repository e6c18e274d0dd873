"""Reported figures by unit, day and figure, as they were known at any moment."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from application.kernel.bitemporal.clocks import Knowledge, moments, record_columns
from application.kernel.projecting.read_model import (
    METADATA,
    History,
    ReadModel,
    Rows,
    stream_column,
)
from domain.figure.figures import FigureReported
from domain.kernel.calendar import ymd

FIGURES = Table(
    "reported_figures",
    METADATA,
    stream_column(),
    Column("unit", String(12), nullable=False),
    Column("period_end", Integer, nullable=False),
    Column("figure", String(30), nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("source", String(200), nullable=False),
    *record_columns(),
)


def rows_of(history: History) -> Rows:
    """One row a figure; a figure reported again takes the place of the one before."""
    knowledge = Knowledge()
    standing: dict[tuple[str, int, str], tuple[int, str]] = {}
    for at, recorded in moments(history):
        for fact in (item.fact for item in recorded):
            if isinstance(fact, FigureReported):
                key = (fact.unit, ymd(fact.period_end), fact.figure.value)
                standing[key] = (fact.value, fact.source)
        knowledge.now(at, (key + value for key, value in standing.items()))
    return {FIGURES: knowledge.rows(FIGURES, history[0].stream)}


MODEL = ReadModel("reported_figures", 2, (FigureReported,), (FIGURES,), rows_of)
