"""The whole application: the API for programs and the pages for people, over one ledger.

The one module that knows more than one channel. For a server that is given a name:
`uvicorn --factory interfaces.server:application --http interfaces.http.connection:Connection`.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread

import structlog
from fastapi import FastAPI
from sqlalchemy import Engine

from application.exports.sheets import SheetOverflow
from application.kernel.projecting.in_step import kept_in_step
from application.kernel.writing.writer_apart import WriterApart
from application.read_models.name_keys import warm_up
from application.tracker import CaseTracker
from application.units.loading import PACKAGED
from interfaces.accounts.looks import forget_looks
from interfaces.accounts.tables import create_tables
from interfaces.api import app as api
from interfaces.http.app import create_app as create_http_app
from interfaces.http.compression import Compression
from interfaces.http.limits import Limits
from interfaces.http.office import Office, office_of
from interfaces.logs import write_lines
from interfaces.settings import Settings
from interfaces.web import app as web
from interfaces.web.errors import error_page, sheet_overflow
from interfaces.web.imports.work import count_imports, recover, tidy

AN_HOUR = 3600


def create_app(office: Office) -> FastAPI:
    """API and pages over an open ledger, which whoever opened it closes."""
    write_lines()
    app = create_http_app(office, (*api.CHANNEL, *web.CHANNEL), error_page)
    app.add_exception_handler(SheetOverflow, sheet_overflow)  # type: ignore[arg-type]
    app.add_middleware(Compression, minimum_size=1_000, compresslevel=5)
    app.router.lifespan_context = _attended
    office.looks.append(count_imports)
    return app


@asynccontextmanager
async def _attended(app: FastAPI) -> AsyncIterator[None]:
    """See to the files that people have brought, from the beginning to the end of serving."""
    office = office_of(app)
    await asyncio.to_thread(create_tables, office.accounts)
    await asyncio.to_thread(recover, office)
    office.look_log.begin()
    if office.writes_apart:
        office.tracker.committer = _writer(office.tracker)
    office.tracker.committer.begin()
    # Whoever stops the server meanwhile need not wait for it.
    Thread(target=warm_up, name="warming", daemon=True).start()
    over = asyncio.Event()
    tidying = asyncio.create_task(_tidied(office, over))
    try:
        with office.tracker.engines.kept(), kept_in_step(office.tracker.projector):
            yield
    finally:
        over.set()
        await tidying
        await asyncio.to_thread(office.aside.close)
        await asyncio.to_thread(office.tracker.committer.end)
        await asyncio.to_thread(office.look_log.end)


def _writer(tracker: CaseTracker) -> WriterApart:
    return WriterApart(tracker.batches.carry_out, tracker.again, _prepared)


def _prepared() -> None:
    write_lines()
    warm_up()


async def _tidied(office: Office, over: asyncio.Event) -> None:
    """Each hour; who ends it waits for the work in hand, as a thread of it holds a connection."""
    while not over.is_set():
        try:
            await asyncio.to_thread(tidy, office)
            now = office.tracker.clock.now()
            await asyncio.to_thread(forget_looks, office.accounts, now, office.looks_kept)
            await asyncio.to_thread(office.tracker.projector.take_statistics)
        except Exception:
            structlog.get_logger(__name__).exception("not-tidied")
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), AN_HOUR)


def _office(here: Settings, tracker: CaseTracker, accounts: Engine) -> Office:
    limits = Limits(file=here.max_import_bytes)
    return Office(
        tracker,
        accounts,
        limits,
        public_url=here.public_url,
        looks_kept=here.looks_kept_days,
        writes_apart=here.writes_apart,
    )


def application() -> FastAPI:
    """The application over the ledger that the settings name; it closes what it opened.

    Raises `DatabaseUnusable`.
    """
    here = Settings()
    tracker = CaseTracker(
        here.database,
        here.key_file,
        units_file=here.units_file or PACKAGED,
        seal_key_file=here.seal_key_file,
        keys=here.people_keys(),
        reports_from=here.reports_from_facts,
    )
    if locked := tracker.keys.locked:
        structlog.get_logger(__name__).error("people-locked", **locked.facts)
    accounts = tracker.database.engine()
    app = create_app(_office(here, tracker, accounts))

    @asynccontextmanager
    async def closing(app: FastAPI) -> AsyncIterator[None]:
        async with _attended(app):
            yield
        accounts.dispose()
        tracker.close()

    app.router.lifespan_context = closing
    return app
