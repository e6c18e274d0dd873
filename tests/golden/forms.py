"""The approved stored form of every fact and revision, one file each.

A file says how the fact lies in the log (`stored`) and what must be read from it for ever
(`kind`, `fields`). A field added later and empty in old facts changes nothing of that.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel

from application.kernel.log.packing import Envelope, packed
from application.kernel.log.shortening import lengthened
from domain.kernel.fact import Fact

FOLDER = Path(__file__).with_name("approved")
ENVELOPE = Envelope(
    recorded_at=1_081_742_400_123_456,
    recorded_by="陈丽",
    station="440703002",
    command_id=UUID("0d6f4f0e-7f0b-4f5e-8a55-6d8b1c2e3f40"),
)
_HEAD = 1 + 8
"""The form and the moment; the id of the command follows where there is one."""


def file_of(kind: type[Fact]) -> Path:
    return FOLDER / f"{kind.stored_as}.{kind.revision}.json"


def line_of(state: bytes, envelope: Envelope = ENVELOPE) -> list[Any]:
    """What stands in a stored fact in plain: by whom, unit, revision, fact."""
    line, _ = lengthened(state[_HEAD + 16 * bool(envelope.command_id) :])
    told = orjson.loads(line)
    assert isinstance(told, list)
    return told


def stored(fact: Fact) -> Any:
    """The form as it lies in the log, with the names that facts stored at first have in it."""
    by, unit, revision, form = line_of(packed(fact, ENVELOPE))
    at, command = ENVELOPE.recorded_at, str(ENVELOPE.command_id)
    return {
        "at": at,
        "by": by,
        "unit": unit,
        "command": command,
        "revision": revision,
        "fact": form,
    }


def fields_of(fact: BaseModel) -> dict[str, Any]:
    """What is said, value by value with its type; in no order, and without what is not said."""
    return {name: _said(value) for name, value in fact if value is not None}


def _said(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return fields_of(value)
    return [_said(each) for each in value] if isinstance(value, tuple) else repr(value)


def approved(fact: Fact) -> bytes:
    form = {"stored": stored(fact), "kind": type(fact).__name__, "fields": fields_of(fact)}
    return orjson.dumps(form, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
