"""Checking and writing an uploaded file, aside from the requests that ask for it."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import BinaryIO

import structlog
from sqlalchemy.exc import OperationalError

from application.imports.importing import Import, Report
from application.imports.lines import UnusableFile
from application.kernel.actors import Actor
from application.kernel.log.register import Conflict, LedgerUnavailable
from interfaces.files.reading import lines_in
from interfaces.http.aside import Progress, Stopped
from interfaces.http.office import Office
from interfaces.http.refusals import LedgerBusy
from interfaces.texts import spoken
from interfaces.web.imports.folder import Folder
from interfaces.web.imports.uploads import (
    BUSY,
    OPEN,
    State,
    Upload,
    UploadOpen,
    add_upload,
    counts_of,
    move,
    uploads_in,
)

_Work = Callable[[Office, Upload, Actor, Progress], None]

A_DAY = timedelta(days=1)
CHANGED = "ledger-changed"
"""Why nothing was written: lines that were good have become bad meanwhile."""

CHECKING, WRITING, SHOWING = "checking", "writing", "showing"
"""The stages of the work: lines checked, facts written, facts shown."""


def folder_of(office: Office) -> Folder:
    return Folder(office.tracker.database.beside(".imports"))


def begin_check(office: Office, upload: Upload, by: Actor) -> None:
    """Take in an upload that has just come, and check every line. Raises `UploadOpen`."""
    held = folder_of(office).hold(upload.id, upload.suffix)
    try:
        add_upload(office.accounts, upload)
    except (UploadOpen, OperationalError):
        held.close()
        folder_of(office).forget_file(upload.id, upload.suffix)
        raise
    office.aside.begin(upload.id, partial(_seen_to, held, _check, office, upload, by))


def begin_writing(office: Office, upload: Upload, by: Actor) -> bool:
    """Write the good lines of a checked upload; False when that is not, or no more, to be done."""
    if not move(office.accounts, upload.id, (State.CHECKED,), State.WRITING, trouble=None):
        return False
    try:
        held = folder_of(office).hold(upload.id, upload.suffix)
    except FileNotFoundError:
        _end(office, upload, State.INTERRUPTED)
        return False
    office.aside.begin(upload.id, partial(_seen_to, held, _write, office, upload, by))
    return True


def _seen_to(
    held: BinaryIO, work: _Work, office: Office, upload: Upload, by: Actor, progress: Progress
) -> None:
    """Do the work on a file in hand, with an end in the table whatever happens."""
    try:
        with held:
            work(office, upload, by, progress)
    except UnusableFile as unusable:
        trouble = {"code": unusable.code, "facts": unusable.facts}
        _end(office, upload, State.UNUSABLE, trouble=trouble)
    except Stopped:
        _end(office, upload, State.INTERRUPTED)
    except Exception:
        structlog.get_logger(__name__).exception("import-failed", upload=upload.id)
        _end(office, upload, State.INTERRUPTED)


def _check(office: Office, upload: Upload, by: Actor, progress: Progress) -> None:
    report = _brought(office, upload, by, progress, dry_run=True)
    folder_of(office).keep_rows(upload.id, report)
    if report.good:
        move(office.accounts, upload.id, (State.CHECKING,), State.CHECKED, **_counts(report))
    else:
        _end(office, upload, State.NOTHING_NEW, **_counts(report))


def _write(office: Office, upload: Upload, by: Actor, progress: Progress) -> None:
    """All or nothing where no line was bad; then one that has become bad stops it."""
    progress.total = upload.lines
    try:
        report = _brought(office, upload, by, progress, accept_good=upload.bad > 0)
    except (Conflict, LedgerUnavailable):
        trouble = {"code": LedgerBusy.code, "facts": {}}
        move(office.accounts, upload.id, (State.WRITING,), State.CHECKED, trouble=trouble)
        return
    folder_of(office).keep_rows(upload.id, report)
    if report.written:
        _end(office, upload, State.WRITTEN, **_counts(report))
    else:
        trouble = {"code": CHANGED, "facts": {}}
        values = {**_counts(report), "trouble": trouble}
        move(office.accounts, upload.id, (State.WRITING,), State.CHECKED, **values)


def _brought(
    office: Office,
    upload: Upload,
    by: Actor,
    progress: Progress,
    *,
    accept_good: bool = False,
    dry_run: bool = False,
) -> Report:
    office.aside.go_on()
    file = folder_of(office).file(upload.id, upload.suffix)
    lines = lines_in(file, upload.command, office.limits.file)
    progress.stage = CHECKING

    def checked(count: int) -> None:
        office.aside.go_on()
        progress.done += count
        if progress.done == progress.total:
            progress.stage = WRITING

    def shown(_: int) -> None:
        progress.stage = SHOWING

    wanted = Import(lines, by, accept_good, dry_run, spoken, file.stat().st_size)
    return office.tracker.bring(wanted, checked, shown)


def _counts(report: Report) -> dict[str, int]:
    counts = {"good": report.good, "already_there": report.already_there}
    return counts | {"bad": len(report.refused)}


def _end(office: Office, upload: Upload, state: State, **values: object) -> None:
    """Nothing more will be done with the file."""
    folder_of(office).forget_file(upload.id, upload.suffix)
    now = office.tracker.clock.now()
    move(office.accounts, upload.id, BUSY, state, ended_at=now, **values)


def cancel(office: Office, upload: Upload) -> None:
    now = office.tracker.clock.now()
    if move(office.accounts, upload.id, (State.CHECKED,), State.CANCELLED, ended_at=now):
        _forget(office, upload)


def recover(office: Office) -> None:
    """What a server had in hand when it went down is in nobody's; others are left theirs."""
    for upload in uploads_in(office.accounts, BUSY):
        if not folder_of(office).is_held(upload.id, upload.suffix):
            _end(office, upload, State.INTERRUPTED)


def tidy(office: Office) -> None:
    """Let go of what has waited for a day, and of what was left when a server went down."""
    now = office.tracker.clock.now()
    for upload in uploads_in(office.accounts, (State.CHECKED,), before=now - A_DAY):
        move(office.accounts, upload.id, (State.CHECKED,), State.EXPIRED, ended_at=now)
        _forget(office, upload)
    folder_of(office).forget_older(time.time() - A_DAY.total_seconds())


def count_imports(office: Office) -> None:
    """For the metrics: what is under way, and what waits for whoever brought it."""
    for state, count in counts_of(office.accounts, OPEN).items():
        office.metrics.is_now("imports", count, state)


def _forget(office: Office, upload: Upload) -> None:
    folder_of(office).forget_file(upload.id, upload.suffix)
    folder_of(office).forget_rows(upload.id)
