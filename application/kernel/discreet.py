"""Connections to PostgreSQL whose errors tell no values.

The server says which key was there already, or the whole row that it would not take: names,
hashes, whatever stands in it. Errors end in terminals, logs and pages, so they lose it here, once
for everybody; what they are is known by their class (docs/decisions/0056).
"""

import re
from typing import Any, TypeVar

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

T = TypeVar("T")

_WRONG_VALUES = "22"
"""The class of errors whose first line quotes what was given."""
_QUOTED = re.compile('".*"', re.DOTALL)


class Discreet(Connection[TupleRow]):
    """Everything that is asked of a server is waited for here."""

    def wait(self, gen: Any, *how: Any, **more: Any) -> Any:
        try:
            return super().wait(gen, *how, **more)
        except psycopg.Error as error:
            error.args = (_without_values(error),)
            raise


def _without_values(error: psycopg.Error) -> str:
    """The first line: detail, context and the statement follow it."""
    if (error.sqlstate or "").startswith(_WRONG_VALUES):
        return _QUOTED.sub('"…"', error.diag.message_primary or "").partition("\n")[0]
    return str(error).partition("\n")[0]
