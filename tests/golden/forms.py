"""The approved stored form of every fact and revision, one file each.

A file says how the fact lies in the log (`stored`) and what must be read from it for ever
(`kind`, `fields`). A field added later and empty in old facts changes nothing of that.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel

from application.kernel.packing import Envelope, packed
from domain.kernel.fact import Fact

FOLDER = Path(__file__).with_name("approved")
ENVELOPE = Envelope(
    recorded_at=1_081_742_400_123_456,
    recorded_by="陈丽",
    station="440703002",
    command_id=UUID("0d6f4f0e-7f0b-4f5e-8a55-6d8b1c2e3f40"),
)
NAMES = ("at", "by", "unit", "command", "revision", "fact")


def file_of(kind: type[Fact]) -> Path:
    return FOLDER / f"{kind.stored_as}.{kind.revision}.json"


def stored(fact: Fact) -> Any:
    """The form as it lies in the log, with the names that facts stored before have in it."""
    return dict(zip(NAMES, orjson.loads(packed(fact, ENVELOPE)), strict=True)) | {
        "command": str(ENVELOPE.command_id)
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
