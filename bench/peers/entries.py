"""Who is compared, each set up and served as its own documentation advises."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load.postgresql import Cluster
from bench.peers.environments import python_of
from bench.peers.ours import served_on_postgresql, served_on_sqlite
from bench.peers.serving import (
    POSTGRESQL,
    SQLITE,
    Command,
    Entry,
    Served,
    Serving,
    Settings,
    SizeOfFiles,
    begun,
    on_postgresql,
)

PROCESSES, THREADS = 2, 16
TAIZHANG, STOCK = "Taizhang", "FastAPI + eventsourcing"
SIMPLE, PGHISTORY = "Django + simple-history", "Django + pghistory"
AUDIT = "FastAPI + SQLAlchemy + audit trigger"


def _uvicorn(app: str, workers: int) -> Command:
    quiet = ("--no-access-log", "--log-level", "warning")
    return "uvicorn", f"{app}:app", "--port", "{port}", "--workers", workers, *quiet


def _django(history: str) -> Serving:
    wsgi = "bench.peers.django_history.wsgi"
    kept = ("--worker-class", "gthread", "--keep-alive", 75)
    many = ("--workers", PROCESSES, "--threads", THREADS)

    def settings(cluster: Cluster, database: str) -> Settings:
        return {"HISTORY": history, "DATABASE_URL": cluster.url(database)}

    command = ("gunicorn", wsgi, *kept, *many, "--bind", "127.0.0.1:{port}")
    return on_postgresql(f"django_history/requirements-{history}.txt", wsgi, [command], settings)


def _sqlalchemy() -> Serving:
    def settings(cluster: Cluster, database: str) -> Settings:
        return {"DATABASE_URL": cluster.url(database)}

    app = "bench.peers.sqlalchemy_audit.app"
    commands = [_uvicorn(app, PROCESSES)]
    return on_postgresql("sqlalchemy_audit/requirements.txt", app, commands, settings)


_STOCK_APP, _STOCK_NEEDS = "bench.peers.stock.app", "stock/requirements.txt"


def _stock_on_postgresql() -> Serving:
    def settings(cluster: Cluster, database: str) -> Settings:
        return {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": database,
            "POSTGRES_HOST": "127.0.0.1",
            "POSTGRES_PORT": str(cluster.port),
            "POSTGRES_USER": "postgres",
            "POSTGRES_PASSWORD": "none",
            "POSTGRES_POOL_SIZE": str(THREADS),
        }

    commands = [_uvicorn(_STOCK_APP, PROCESSES), ["bench.peers.stock.runner"]]
    return on_postgresql(_STOCK_NEEDS, _STOCK_APP, commands, settings)


@contextmanager
def _stock_on_sqlite(folder: Path, _: Cluster) -> Iterator[Served]:
    log, cases, python = folder / "log.db", folder / "cases.db", python_of(_STOCK_NEEDS)
    settings = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(log),
        "CASES_SQLITE_DBNAME": str(cases),
    }
    commands = [_uvicorn(_STOCK_APP, 1)]
    with begun(folder, python, _STOCK_APP, commands, settings) as (url, ids):
        yield Served([url], {}, SizeOfFiles([log, cases]), ids, settings, python)


ENTRIES = (
    Entry(TAIZHANG, SQLITE, served_on_sqlite),
    Entry(STOCK, SQLITE, _stock_on_sqlite),
    Entry(TAIZHANG, POSTGRESQL, served_on_postgresql),
    Entry(STOCK, POSTGRESQL, _stock_on_postgresql()),
    Entry(AUDIT, POSTGRESQL, _sqlalchemy()),
    Entry(PGHISTORY, POSTGRESQL, _django("pghistory")),
    Entry(SIMPLE, POSTGRESQL, _django("simple")),
)
