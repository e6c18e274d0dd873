"""`taizhang key`: the keys of the people, and the master key above them."""

import sys

import typer

from interfaces.cli.ledger import ledger
from interfaces.cli.output import Answer, Format, FormatOption, OutputOption, show

app = typer.Typer(no_args_is_help=True, help="The keys of the people: status, rotate.")


@app.command(epilog="Example: taizhang key status --format json")
def status(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show where the keys are and how many. Exit status 1 while the people are locked."""
    from interfaces.texts import language, refusal_words

    with ledger() as opened:
        keys = opened.keys
        there, destroyed = keys.store.counts()
        told = {
            "master_key": keys.master.place,
            "fingerprint": (keys.store.fingerprint() or "")[:16],
            "key_store": keys.store.place,
            "keys": there,
            "destroyed": destroyed,
            "locked": keys.locked is not None,
        }
        locked = keys.locked
    show(Answer("Keys", tuple(told), [tuple(told.values())], [told]), form, output)
    if locked:
        print(refusal_words(locked.code, locked.facts, language()), file=sys.stderr)
        raise typer.Exit(1)


@app.command(epilog="Example: taizhang key rotate")
def rotate() -> None:
    """Wrap the keys of all people under a new master key; servers that run go on running."""
    from application.kernel.alone import alone
    from application.kernel.keys.rotation import rotate

    with ledger() as opened, alone(opened.database):
        count = rotate(opened.keys)
    print(f"{count} keys are under a new master key: {opened.keys.master.place}", file=sys.stderr)
