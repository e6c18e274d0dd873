"""A drawn city, opened: its ledger, its accounts, and the doors that its people knock at."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4
from zipfile import ZipFile, is_zipfile

import httpx2 as httpx
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine

from application.kernel.clock import FixedClock
from application.read_models.search import FindByNumber
from application.tracker import CaseTracker
from interfaces.accounts.accounts import Account, add_account
from interfaces.accounts.looks import Look
from interfaces.accounts.sessions import open_session
from interfaces.accounts.tables import create_tables
from interfaces.accounts.tokens import issue_token
from interfaces.accounts.urgent import UrgentReason, open_urgent, urgent_accesses
from interfaces.http.office import Office
from interfaces.server import create_app
from interfaces.web.cookies import COOKIE
from interfaces.web.imports.uploads import State, Upload, add_upload
from tests.ledger import record
from tests.rights.cities import City, Member, Person
from tests.web.conftest import NOW
from tests.web.visitor import PASSWORD

_TAG = re.compile(rb"<[^>]*>")


@dataclass(frozen=True)
class Opened:
    """A city at work. Workers, accounts and what is theirs are by their places."""

    city: City
    office: Office
    app: FastAPI
    workers: Mapping[int, UUID]
    accounts: Mapping[int, Account]
    uploads: Mapping[int, str]
    tokens: Mapping[int, str]
    accesses: Mapping[int, str]
    looks: list[Look] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Every look is kept here as well, also one that goes with an earlier one."""
        noted, kept = self.office.look_log.note, self.looks

        def note(look: Look) -> None:
            kept.append(look)
            noted(look)

        self.office.look_log.note = note  # type: ignore[method-assign]

    def facts(self) -> int:
        """How many facts there are: writing is told by it."""
        return self.office.tracker.register.position()

    def client(self, member: Member) -> TestClient:
        """Somebody with a browser that is signed in and a token that is good."""
        account = self.accounts[member.nth]
        session = open_session(self.office.accounts, account, now=NOW)
        token, _ = issue_token(self.office.accounts, account, "测试", now=NOW)
        client = TestClient(self.app, follow_redirects=False)
        client.cookies.set(COOKIE, session)
        client.headers.update(
            {"Authorization": f"Bearer {token}", "Origin": str(client.base_url).rstrip("/")}
        )
        return client


@contextmanager
def opened(city: City) -> Iterator[Opened]:
    with TemporaryDirectory() as folder:
        engine = create_engine(
            f"sqlite:///{folder}/accounts.sqlite", connect_args={"check_same_thread": False}
        )
        units = Path(folder) / "units.csv"
        units.write_text(_units_file(city), encoding="utf-8")
        with CaseTracker(
            Path(folder) / "ledger.sqlite", clock=FixedClock(NOW), units_file=units
        ) as tracker:
            record(tracker, city.history())
            office = Office(tracker, engine, journal=StringIO())
            create_tables(engine)
            accounts = {member.nth: _account(office, member) for member in city.members}
            workers = {person.nth: _worker(tracker, person) for person in city.people}
            yield Opened(
                city,
                office,
                create_app(office),
                workers,
                accounts,
                {nth: _upload(office, account) for nth, account in accounts.items()},
                {
                    nth: issue_token(engine, account, "测试", now=NOW)[1].id
                    for nth, account in accounts.items()
                },
                {nth: _access(office, account, workers[0]) for nth, account in accounts.items()},
            )
            office.aside.close()
        engine.dispose()


def _units_file(city: City) -> str:
    names = ("code", "name", "level", "parent", "valid_until", "successor")
    rows = [
        ",".join(str(getattr(unit, name) or "") for name in names) for unit in city.units.values()
    ]
    return "\n".join([",".join(names), *rows])


def _account(office: Office, member: Member) -> Account:
    shown = f"{member.name}的帐号"
    account, _ = add_account(
        office.accounts, member.name, member.role.value, member.unit, shown, PASSWORD, now=NOW
    )
    return account


def _worker(tracker: CaseTracker, person: Person) -> UUID:
    (card,) = tracker.ask(FindByNumber(person.number, NOW.date()))
    return UUID(str(card["worker"]))


def _upload(office: Office, account: Account) -> str:
    """A file that the account brought, which came to nothing."""
    upload = Upload(
        id=str(uuid4()),
        account_id=account.id,
        file_name=f"{account.name}.csv",
        suffix=".csv",
        size=10,
        command="record-follow-up",
        state=State.CANCELLED,
        uploaded_at=NOW,
    )
    add_upload(office.accounts, upload)
    return upload.id


def _access(office: Office, account: Account, worker: UUID) -> str:
    """An urgent access of yesterday, which is over."""
    yesterday = NOW - timedelta(days=1)
    open_urgent(office.accounts, account, str(worker), UrgentReason.AT_COUNTER, now=yesterday)
    (access,) = urgent_accesses(office.accounts, account=account)
    return access.id


def text_of(answer: httpx.Response) -> str:
    """What can be read in an answer; of a workbook, in all its sheets."""
    content = answer.content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as book:
            parts = [_TAG.sub(b" ", book.read(name)) for name in book.namelist()]
        content = b" ".join(parts)
    return content.decode("utf-8", "replace")
