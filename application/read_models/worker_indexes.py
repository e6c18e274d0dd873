"""By what the lists of workers are found, counted and put in order (docs/decisions/0086)."""

from sqlalchemy import ColumnElement, Index, Table, literal_column

from domain.certificate.certificates import Standing

_FEW = (
    "assistance_applied_for_on",
    "assistance_returned_on",
    "arrived_on",
    "unconfirmed_since",
    "erasure_requested_on",
)
_OPEN = ("status", "erased_on")


def applied_for(table: Table) -> ColumnElement[bool]:
    """Whose application for a certificate has no answer; said so that the index is known to do."""
    return table.c.certificate_standing == literal_column(f"'{Standing.APPLIED}'")


def index_lists(table: Table) -> None:
    # How many stand so at each station is counted without a look at the rows.
    columns = ("station", "status", "status_since", "erased_on")
    Index("ix_worker_file_station", *(table.c[name] for name in columns))
    Index("ix_worker_file_birth", table.c.station, table.c.birth)
    for day in (*_FEW, "employed_since"):
        _listed(table, day)
    _listed(table, "next_follow_up_on", "stream", *_OPEN)
    of_a_review = ("certificate_standing", "lapses_on", "valid_until")
    _listed(table, "review_due_on", "stream", *of_a_review, *_OPEN)
    _listed(
        table,
        "certificate_since",
        "stream",
        "certificate_standing",
        *_OPEN,
        only=applied_for(table),
    )


def _listed(table: Table, day: str, *asked: str, only: ColumnElement[bool] | None = None) -> None:
    """An index for a list by a day: of those who can be on it, station by station.

    A station's list costs what is on it, however many people there are. Where all that the list
    `asked` is there, it is counted and put in order without a look at the rows.
    """
    there = table.c[day].is_not(None) if only is None else only
    columns = (table.c[name] for name in ("station", day, *asked))
    Index(f"ix_worker_file_{day}", *columns, sqlite_where=there, postgresql_where=there)
