"""The pages of the commands and of the refusals."""

import interfaces.api.app  # noqa: F401 - with the routes every refusal is there to be found
from application.kernel.commands import Handler
from application.tracker import HANDLERS
from docs.reference.fields import fields_of
from docs.reference.refusals_met import of_every_case, refusals_met
from docs.reference.tables import Lines, table
from interfaces.accounts.roles import ROLE_PERMISSIONS, Permission
from interfaces.http.codes import ledger_refusals
from interfaces.http.problems import STATUS
from interfaces.http.refusals import DoorRefusal
from interfaces.http.words import WORDS
from interfaces.texts import field_name, refusal_words, vocabulary


def commands() -> Lines:
    """Every command: what it is, who may, its fields, its refusals."""
    yield "# Commands"
    yield ""
    yield (
        "One class a command is the body of an HTTP request, a line of a "
        "[history file](history-files.md) and a row of a workbook. Days are written `2004-12-31`."
    )
    yield ""
    yield from _for_every_command()
    for handler in HANDLERS.values():
        yield from _command(handler)


def _for_every_command() -> Lines:
    cases = ", ".join(f"`{code}`" for code in sorted(r.code for r in of_every_case()))
    yield (
        "Besides what is named below, any command can be refused with `command-id-reused` and "
        "`right-missing`, over HTTP with what [the door](http.md) refuses, and for a malformed "
        "field with 422 and the field's own code. A command on a worker can also be refused with "
        f"{cases}; `recorded-backwards` and `recorded-in-the-future` come from history files "
        "only. [Refusals](refusals.md) says what each code means."
    )
    yield ""


def _command(handler: Handler) -> Lines:
    yield f"## `{handler.name}`"
    yield ""
    yield f"{vocabulary(handler.name, 'zh')} · right `{handler.right}` ({_roles(handler.right)})"
    yield ""
    if handler.command.__doc__ and handler.command.__doc__ != handler.command.__base__.__doc__:
        yield " ".join(handler.command.__doc__.split())
        yield ""
    yield from table(
        ("field", "", "takes", "default"),
        (
            (f"`{each.name}`", field_name(each.name, "zh", handler.name), each.takes, each.default)
            for each in fields_of(handler.command)
        ),
    )
    yield "Refusals: " + ", ".join(f"`{code}`" for code in refusals_met(handler)) + "."
    yield ""


def _roles(right: str) -> str:
    wanted = Permission(right)
    may = [role for role, allowed in ROLE_PERMISSIONS.items() if wanted in allowed]
    return ", ".join(may)


def refusals() -> Lines:
    """Every code with which the ledger or the door refuses."""
    yield "# Refusals"
    yield ""
    yield (
        "A refusal is a stable code, a status and facts. The words below are those without any "
        "facts; with them a refusal says which day, unit or number it is about."
    )
    yield ""
    yield "## Of the ledger"
    yield ""
    yield from table(
        ("code", "status", "field", "words"),
        (
            (
                f"`{each.code}`",
                STATUS[each.sort],
                f"`{each.field}`" if each.field else "",
                f"{refusal_words(each.code, {}, 'en')}<br>{refusal_words(each.code, {}, 'zh')}",
            )
            for each in ledger_refusals()
        ),
    )
    yield "## Of the door (HTTP only)"
    yield ""
    statuses = {
        kind.code: kind.status for kind in DoorRefusal.__subclasses__() if "code" in vars(kind)
    }
    statuses |= {"request-invalid": 422, "json-malformed": 400, "internal-error": 500}
    yield from table(
        ("code", "status", "words"),
        (
            (
                f"`{code}`",
                statuses.get(code) or code.removeprefix("http-"),
                f"{words['en']}<br>{words['zh']}",
            )
            for code, words in sorted(WORDS.items())
        ),
    )
