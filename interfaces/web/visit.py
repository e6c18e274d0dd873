"""A visit to a page: who comes, what they may see, and how they are answered.

A page says what it asks for as a type: `visit: Annotated[Visit, sees(Permission.READ_WORKERS)]`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import quote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from application.kernel.answering.query import Query
from application.kernel.clock import day_of
from application.tracker import HANDLERS, CaseTracker
from domain.unit.units import Level, UnitTree
from interfaces.accounts.accounts import Account, display_names
from interfaces.accounts.roles import Permission
from interfaces.accounts.sessions import visitor_by_session
from interfaces.http.audience import language_of
from interfaces.http.callers import Caller
from interfaces.http.office import Here, Office
from interfaces.http.refusals import PermissionMissing
from interfaces.texts import Language
from interfaces.web.cookies import session_token
from interfaces.web.headers import headers_of
from interfaces.web.menu import menu_of
from interfaces.web.refusals import PasswordChangeNeeded, SignInNeeded
from interfaces.web.rendering import drawn, in_frame
from interfaces.web.waiting import waiting_counts
from interfaces.web.wording import Wording

T = TypeVar("T")
PASSWORD_PAGE = "/password"
FILE_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
}
_NOT_IN_A_NAME = re.compile(r'\s*[\\/:*?"<>|]+\s*')  # of a file, to the clerks' computers
_UNITS = {"area", "station", "to_station", "successor", "unit"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is signed in."""

    request: Request
    office: Office
    caller: Caller
    preferences: Mapping[str, str]

    @property
    def account(self) -> Account:
        return self.caller.account

    @property
    def area(self) -> str | None:
        """The part of the city whose people the account may see; None is all of it."""
        return self.caller.area

    @property
    def tracker(self) -> CaseTracker:
        return self.office.tracker

    @property
    def units(self) -> UnitTree:
        """The units as they were when the request first asked: asking costs two questions to the
        ledger, and a list names a unit in every row."""
        found: UnitTree | None = getattr(self.request.state, "units", None)
        if found is None:
            found = self.request.state.units = self.tracker.rules.units
        return found

    @property
    def today(self) -> date:
        """The civil day in the city."""
        return day_of(self.tracker.clock.now())

    @property
    def language(self) -> Language:
        return language_of(self.request)

    @property
    def words(self) -> Wording:
        return Wording(self.language)

    def named(self, accounts: Collection[str]) -> Mapping[str, str]:
        """Who accounts are, by their own names; that of an operator at the machine stays."""
        shown = display_names(self.office.accounts, accounts)
        return {name: shown.get(name, name) for name in accounts}

    def person(self, account: str) -> str:
        return self.named({account})[account]

    def may(self, permission: Permission) -> bool:
        return self.account.may(permission)

    def ask(self, question: Query[T]) -> T:
        return self.tracker.ask(question)

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        """A whole page; with scripts, a part of it may be taken from it."""
        frame = {"menu": menu_of(self.account), "waiting": waiting_counts(self)}
        text = in_frame(
            self.request, template, self.language, self, done=self._done(), **frame, **context
        )
        return HTMLResponse(text, status, headers_of(status))

    def part(self, template: str, status: int = 200, **context: Any) -> Response:
        """A piece that scripts put into a page that is there already."""
        text = drawn(template, self.language, visit=self, **context)
        return HTMLResponse(text, status, headers_of(status))

    def download(self, content: bytes, name: str) -> Response:
        """A file for the person to keep, whose kind its name tells by `FILE_TYPES`."""
        suffix, shown = Path(name).suffix, quote(_NOT_IN_A_NAME.sub(" - ", name))
        kept = f"attachment; filename=\"taizhang{suffix}\"; filename*=UTF-8''{shown}"
        headers = {"Content-Disposition": kept}
        return Response(content, headers=headers, media_type=FILE_TYPES[suffix])

    def go(self, path: str, **parameters: str) -> Response:
        """After a write, on to a page that may be looked at again without writing again."""
        query = urlencode(parameters)
        where = f"{path}{'&' if '?' in path else '?'}{query}" if query else path
        if "hx-request" in self.request.headers:
            return Response(status_code=204, headers={"HX-Redirect": where})
        return Response(status_code=303, headers={"Location": where})

    def unit_name(self, code: str | None) -> str:
        """The unit's name, its code where the ledger does not know it, nothing for none."""
        if code is None:
            return ""
        unit = self.units.units.get(code)
        return unit.name if unit else code

    def place(self, code: str | None) -> str:
        """The unit as people beyond it call it: with the county's name, 蓬江区环市街道."""
        if code is None or code not in self.units:
            return self.unit_name(code)
        path = [unit.name for unit in self.units.upwards(code) if unit.level is not Level.CITY]
        return "".join(reversed(path)) or self.unit_name(code)

    def by_name(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The facts of a refusal, units by name: nobody knows them by their codes."""
        return {
            name: self.place(value) if name in _UNITS and isinstance(value, str) else value
            for name, value in facts.items()
        }

    def _done(self) -> str | None:
        """What was just carried out, as the address of the page says after a write."""
        done = self.request.query_params.get("done", "")
        return done if done in HANDLERS else None


def _visit(request: Request, office: Here) -> Visit:
    """Raises `SignInNeeded`, `PasswordChangeNeeded`."""
    now = office.tracker.clock.now()
    found = visitor_by_session(office.accounts, session_token(request), now)
    if found is None:
        raise SignInNeeded()
    account, preferences = found
    request.state.visit = visit = Visit(request, office, Caller(account, request), preferences)
    request.state.language = preferences.get("language") or None
    if account.must_change_password and request.url.path != PASSWORD_PAGE:
        raise PasswordChangeNeeded()
    return visit


SignedIn = Annotated[Visit, Depends(_visit)]
"""A visit to a page that every account may open."""


@dataclass(frozen=True, slots=True)
class Sees:
    """The dependency behind `sees`: lets in whoever has the permission, or one of the others."""

    permission: Permission
    others: tuple[Permission, ...] = ()

    def __call__(self, visit: SignedIn) -> Visit:
        if not any(visit.may(each) for each in (self.permission, *self.others)):
            role = visit.account.role.value
            raise PermissionMissing(permission=self.permission.value, role=role)
        return visit


def sees(permission: Permission, *others: Permission) -> Any:
    """Ask for a permission, or for one of several, in the signature of a page."""
    return Depends(Sees(permission, others))
