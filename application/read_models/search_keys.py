"""What a worker is found by: one sealed row each on the disk, opened in the people index."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Column, Index, String, Table, Text, select

from application.kernel.answering.query import Sight
from application.kernel.keys.personal_text import PersonalText
from application.kernel.people.opened_rows import OPENED, Cells, Opened
from application.kernel.projecting.read_model import METADATA, History, stream_column
from application.read_models.last_known import FOLLOWS, LastKnown
from application.read_models.name_keys import folded, keys_of
from application.read_models.search_text import SearchText
from application.read_models.worker_row import WORKER_FILE
from domain.kernel.fact import ERASED, LOCKED

SEARCH_KEYS = Table(
    "search_keys",
    METADATA,
    stream_column(),
    Column("keys", PersonalText, nullable=False),
)
_OF_THE_FILE = (
    "birth",
    "category",
    "station",
    "status",
    "status_since",
    "merged_into",
    "void_since",
    "certificate_standing",
    "valid_until",
    "lapses_on",
    "erased_on",
)
"""By these the people that were found are filtered."""
SEARCH = Table(
    "search",
    OPENED,
    stream_column(),
    # The words of everybody are looked through: they come first in a row.
    Column("typed", Text, nullable=False),
    Column("sorting", String(200), nullable=False),
    *(Column(name, WORKER_FILE.c[name].type) for name in _OF_THE_FILE),
    Column("id_number", String(18), nullable=False, index=True),
    Column("certificate_no", String(32)),
    Column("within", Text, nullable=False),
)
TEXT = SearchText(SEARCH)
# Those of a station are few, and those born on one day. No index of the names in their order: of a
# list that few are on it would be read to its end, at four times the cost of a look at everybody.
Index("ix_search_station", SEARCH.c.station)
Index("ix_search_birth", SEARCH.c.birth)
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
    return {
        "stream": history[0].stream,
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


def _opened(rows: Iterable[Cells]) -> Mapping[Table, list[Cells]]:
    found: list[Cells] = []
    numbers: list[Cells] = []
    for stream, text, *of_the_file in rows:
        keys = _keys(text)
        found.append(
            (
                stream,
                keys["typed"],
                keys["sorting"],
                *of_the_file,
                keys["id_number"],
                keys["certificate_no"],
                TEXT.within(keys["typed"]),
            )
        )
        numbers += [(stream, number) for number in keys["numbers"]]
    return {SEARCH: found, NUMBERS: numbers}


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


_SEALED = select(SEARCH_KEYS, *(WORKER_FILE.c[name] for name in _OF_THE_FILE)).join(
    WORKER_FILE, WORKER_FILE.c.stream == SEARCH_KEYS.c.stream
)
FOUND = Opened(_SEALED, (SEARCH, NUMBERS), _opened, FOLLOWS)


def with_number(sight: Sight, id_number: str) -> list[UUID]:
    """Who has, or had, an identity number."""
    with sight.people() as people:
        asked = select(SEARCH.c.stream).where(SEARCH.c.id_number == id_number)
        return list(people.scalars(asked))
