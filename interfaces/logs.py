"""Lines for whoever runs the server: JSON on standard error.

Of an error a line has the kind and the places, never the message nor what variables held: those
may be anybody's name.
"""

import json
import sys
from traceback import extract_tb
from typing import Any

import structlog
from structlog.typing import EventDict

_MOST_PLACES = 12
_encoded = json.JSONEncoder(default=repr).encode


def of_error(error: BaseException) -> dict[str, object]:
    """What a line tells of an error."""
    places = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return {"kind": kind, "places": places[-_MOST_PLACES:]}


def _without_words(_logger: object, _method: str, line: EventDict) -> EventDict:
    given = line.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else sys.exc_info()[1]
    if given and error:
        line.update(of_error(error))
    return line


def _as_json(_logger: object, _method: str, line: EventDict) -> str:
    # The library's own renderer makes a new encoder for every line.
    return _encoded(line)


PROCESSORS = (
    structlog.processors.add_log_level,
    _without_words,
    structlog.processors.TimeStamper("iso", utc=True, key="at"),
    _as_json,
)


def line_of(level: str, event: str, **told: Any) -> str:
    """A line as every module's log writes it, for whoever sees to the writing."""
    line: Any = {**told, "event": event}
    for processor in PROCESSORS:
        line = processor(None, level, line)
    return str(line)


def write_lines() -> None:
    """Have every module's log written so. By itself the library prints variables of errors."""
    structlog.configure(
        processors=PROCESSORS,
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
