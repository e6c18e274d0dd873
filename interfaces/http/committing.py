"""Handing commands to the committer, without a thread that waits for each."""

from starlette.concurrency import run_in_threadpool

from application.kernel.writing.sitting import Outcome, Request
from interfaces.http.office import Office


async def done(office: Office, request: Request) -> Outcome:
    """Have a command carried out. Raises what it is refused with, and `LedgerOverrun`."""
    tracker = office.tracker
    if tracker.committer.runs:
        return await office.returns.of(tracker.committer.submit(request))
    return await run_in_threadpool(tracker.do, request)
