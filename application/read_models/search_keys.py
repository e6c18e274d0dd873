"""What a worker is found by: one sealed row each on the disk, opened in the people index."""

from typing import Any

import orjson
from sqlalchemy import Column, Date, RowMapping, Select, String, Table, Text, select

from application.kernel.people_index import OPENED, Opened
from application.kernel.personal_text import PersonalText
from application.kernel.read_model import METADATA, History, Rows, stream_column
from application.read_models.last_known import LastKnown
from application.read_models.name_keys import folded, keys_of
from domain.kernel.fact import ERASED, LOCKED

SEARCH_KEYS = Table(
    "search_keys",
    METADATA,
    stream_column(),
    Column("station", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("status_since", Date, nullable=False),
    Column("keys", PersonalText, nullable=False),
)
SEARCH = Table(
    "search",
    OPENED,
    stream_column(),
    Column("sorting", String(200), nullable=False),
    Column("station", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("status_since", Date, nullable=False),
    Column("typed", Text, nullable=False),
    Column("id_number", String(18), nullable=False, index=True),
    Column("certificate_no", String(32)),
)
NUMBERS = Table(
    "certificate_numbers",
    OPENED,
    stream_column(),
    Column("certificate_no", String(32), nullable=False, index=True),
)
"""Every certificate number that was ever given."""
# Keys stand between bars, so that one pattern finds a whole key and another its beginning.
BAR = "|"


def search_row(history: History, known: LastKnown) -> dict[str, Any]:
    """Identity numbers are no keys: they are looked up whole, by `FindByNumber`."""
    details = known.worker.details
    name = keys_of(details["name"])
    numbers = map(folded, [*known.certificate_numbers, details.get("phone") or ""])
    keys = dict.fromkeys(key.replace(BAR, "") for key in (*name.typed, *numbers) if key)
    status, since, _ = known.status()
    return {
        "stream": history[0].stream,
        "station": known.worker.life.station,
        "status": status,
        "status_since": since,
        "keys": orjson.dumps(
            {
                "sorting": name.sorting,
                "typed": BAR + BAR.join(keys) + BAR,
                "id_number": details["id_number"],
                "certificate_no": known.holding.certificate_no,
                "numbers": known.certificate_numbers,
            }
        ).decode(),
    }


def _opened(row: RowMapping) -> Rows:
    keys = _keys(row["keys"])
    numbers = keys.pop("numbers")
    return {
        SEARCH: [{**row, **keys}],
        NUMBERS: [{"stream": row["stream"], "certificate_no": number} for number in numbers],
    }


def _keys(text: str) -> dict[str, Any]:
    """Who cannot be read is found by the word that stands for them alone."""
    if text not in (ERASED, LOCKED):
        return orjson.loads(text)  # type: ignore[no-any-return]
    return {
        "sorting": text,
        "typed": BAR + text + BAR,
        "id_number": text,
        "certificate_no": None,
        "numbers": [],
    }


FOUND = Opened(SEARCH_KEYS, (SEARCH, NUMBERS), _opened)


def with_number(id_number: str) -> Select[Any]:
    """Who has, or had, an identity number."""
    return select(SEARCH.c.stream).where(SEARCH.c.id_number == id_number)
