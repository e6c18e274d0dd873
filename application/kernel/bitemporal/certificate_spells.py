"""Certificates from issue to end, their reviews and suspensions, on both clocks.

A lapse or an expiry is dated by the certificate's own days, so an end may lie in the future.
Who holds a certificate, and at which station, the episodes tell.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, Column, Integer, String, Table

from application.kernel.bitemporal.clocks import Knowledge, day_columns, moments, record_columns
from application.kernel.bitemporal.holdings import Dated, Spell, spells_of
from application.kernel.projecting.read_model import (
    METADATA,
    History,
    ReadModel,
    Rows,
    stream_column,
)
from domain.certificate.certificates import CertificateFact
from domain.kernel.calendar import ymd

CERTIFICATE_SPELLS = Table(
    "certificate_spells",
    METADATA,
    stream_column(),
    Column("category", String(20), nullable=False),
    Column("issued_by", Integer, nullable=False),
    *day_columns(),
    Column("ended_as", String(12), nullable=False),
    Column("ended_by", Integer, nullable=False),
    *record_columns(),
)
CERTIFICATE_REVIEWS = Table(
    "certificate_reviews",
    METADATA,
    stream_column(),
    Column("category", String(20), nullable=False),
    Column("reviewed_on", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("reviewed_by", Integer, nullable=False),
    *record_columns(),
)
CERTIFICATE_SUSPENSIONS = Table(
    "certificate_suspensions",
    METADATA,
    stream_column(),
    Column("category", String(20), nullable=False),
    *day_columns(),
    Column("suspended_by", Integer, nullable=False),
    *record_columns(),
)
_TABLES = (CERTIFICATE_SPELLS, CERTIFICATE_REVIEWS, CERTIFICATE_SUSPENSIONS)
_FOLLOWS = CertificateFact.__args__
_KINDS = frozenset(_FOLLOWS)


def rows_of(history: History) -> Rows:
    """Rows of the three tables about the certificates of one worker."""
    knowledge = {table: Knowledge() for table in _TABLES}
    facts: list[Dated] = []
    for at, recorded in moments(r for r in history if type(r.fact) in _KINDS):
        facts += [(item.version, item.fact) for item in recorded]  # type: ignore[misc]
        spells = spells_of(facts)
        knowledge[CERTIFICATE_SPELLS].now(at, map(_spell, spells))
        knowledge[CERTIFICATE_REVIEWS].now(at, (row for s in spells for row in _reviews(s)))
        knowledge[CERTIFICATE_SUSPENSIONS].now(at, (row for s in spells for row in _suspended(s)))
    stream = history[0].stream
    return {table: known.rows(table, stream) for table, known in knowledge.items()}


def _spell(spell: Spell) -> tuple[Any, ...]:
    return (
        spell.category,
        spell.issued_by,
        ymd(spell.issued_on),
        ymd(spell.ended_on),
        spell.ended_as,
        spell.ended_by,
    )


def _reviews(spell: Spell) -> Iterable[tuple[Any, ...]]:
    for version, fact in spell.reviews:
        yield spell.category, ymd(fact.effective_on), fact.year, fact.passed, version


def _suspended(spell: Spell) -> Iterable[tuple[Any, ...]]:
    for span in spell.suspensions:
        yield spell.category, ymd(span.since), ymd(span.until), span.by


MODEL = ReadModel("certificate_spells", 4, _FOLLOWS, _TABLES, rows_of)
