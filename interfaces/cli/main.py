"""`taizhang`: every command by its name. Heavy modules are imported when a command runs."""

import sys
from io import TextIOWrapper

import typer

from interfaces.cli import (
    accounts,
    demo,
    engines,
    explaining,
    exporting,
    figures,
    importing,
    integrity,
    keys,
    migrating,
    read_models,
    recovery,
    seals,
    serving,
    tokens,
    units,
)
from interfaces.cli.failures import Careful

app = typer.Typer(
    name="taizhang",
    cls=Careful,
    help="台帐 Taizhang: the re-employment ledger of an employment office, on two clocks.",
    epilog="Example: taizhang import station.jsonl && "
    "taizhang indicator reemployment-rate --as-of 2004-12-31",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("serve", epilog="Example: taizhang serve --port 8080")(serving.serve)
app.command("ready", epilog="Example: taizhang ready --port 8080")(serving.ready)
app.command("demo", epilog="Example: taizhang demo --no-serve")(demo.demo)
app.command("import", epilog="Example: taizhang import station.jsonl --errors bad.jsonl")(
    importing.import_
)
app.command("template", epilog="Example: taizhang template register-worker form.xlsx")(
    importing.template
)
app.command("export", epilog="Example: taizhang export --history ledger.jsonl")(exporting.export)
app.command(
    "indicator",
    epilog="Example: taizhang indicator reemployment-rate --as-of 2004-12-31 --level street "
    "--rule denominator=classic --format json",
)(figures.indicator)
app.command(
    "explain",
    epilog="Example: taizhang explain reemployment-rate --unit 440703 --group older "
    "--as-of 2004-12-31",
)(explaining.explain)
app.command("migrate", epilog="Example: taizhang migrate")(migrating.migrate)
app.command("verify", epilog="Example: taizhang verify --seals seals.jsonl")(integrity.verify)
app.command("backup", epilog="Example: taizhang backup /mnt/backups/taizhang.db")(recovery.backup)
app.command("restore", epilog="Example: taizhang restore /mnt/backups/taizhang.db --replace")(
    recovery.restore
)
app.add_typer(seals.app, name="seal")
app.add_typer(read_models.app, name="read-models")
app.add_typer(engines.app, name="reports")
app.add_typer(keys.app, name="key")
app.add_typer(accounts.accounts, name="account")
app.add_typer(tokens.tokens, name="token")
app.add_typer(units.app, name="units")


def main() -> None:
    # A character that the terminal does not know is no reason to end.
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    app()
