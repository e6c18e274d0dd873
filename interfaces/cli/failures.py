"""What ends a command early: one clear line on standard error, and the exit status of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

UNUSABLE = 2


class Careful(TyperGroup):
    """The group of all commands: what any of them lets through is told here."""

    def invoke(self, ctx: Any) -> Any:
        with told():
            return super().invoke(ctx)


def fail(message: str) -> typer.Exit:
    """Say what is wrong; the exit to raise."""
    print(f"taizhang: {' '.join(message.split())}", file=sys.stderr)
    return typer.Exit(UNUSABLE)


@contextmanager
def told() -> Iterator[None]:
    """Tell what a person can do something about; anything else is a fault of ours and goes on."""
    try:
        yield
    except (typer.Exit, KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        if _is_interrupt(error):
            raise KeyboardInterrupt from error
        message = _message(error)
        if message is None:
            raise
        raise fail(message) from None


def _is_interrupt(error: Exception) -> bool:
    """Ctrl-C in the middle of writing a model comes out as an error of pydantic's own."""
    from pydantic_core import PydanticSerializationError

    return isinstance(error, PydanticSerializationError) and "KeyboardInterrupt" in str(error)


def _message(error: Exception) -> str | None:
    from application.imports.lines import UnusableFile
    from domain.kernel.errors import DomainError
    from interfaces.accounts.errors import AccountError
    from interfaces.settings import DatabaseUnusable
    from interfaces.texts import language, refusal_words

    if isinstance(error, DatabaseUnusable):
        return str(error)
    # Before the refusals: the words for a busy database are more exact by its own error.
    if message := _of_the_database(error):
        return message
    if isinstance(error, DomainError | AccountError | UnusableFile):
        return refusal_words(error.code, error.facts, language())
    if isinstance(error, OSError):
        return f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")
    return None


_DATABASE = {
    "locked": "the ledger is being written by somebody else; try again",
    "readonly": "the ledger is read-only: look at the permissions of its file and folder",
    "full": "the disk is full; nothing of this was written",
    "not a database": "the file of the ledger is not a database: look at TAIZHANG_DATABASE_URL",
    "unable to open": "the ledger cannot be opened: look at TAIZHANG_DATABASE_URL and permissions",
    "malformed": "the file of the ledger is damaged",
    "disk i/o": "the disk does not answer as it should",
}


def _of_the_database(error: BaseException | None) -> str | None:
    """The words for an error of the database, however deep it lies."""
    import sqlite3

    import psycopg

    from application.kernel.log.register import Conflict

    if isinstance(error, Conflict):
        return "others kept writing to the ledger meanwhile; nothing was written, try again"
    while error is not None:
        if isinstance(error, sqlite3.Error | psycopg.Error):
            said = str(error).lower()
            known = (words for part, words in _DATABASE.items() if part in said)
            return next(known, f"the database refuses: {error}")
        # What was raised `from None` is told in its own words.
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return None
