"""Lines of history about a few people, and whoever comes to look at them."""

from typing import Any

from fastapi import FastAPI

from tests.api.requests import registration
from tests.oracle.book import identity_number
from tests.web.visitor import PASSWORD, Shown, Visitor

Line = dict[str, Any]


def person(name: str, nth: int, born: str = "1963-05-12", **fields: Any) -> Line:
    """The registration of a man, the nth of those born on a day."""
    number = identity_number(born, "male", nth)
    return {"command": "register-worker", **registration(id_number=number, name=name, **fields)}


def told(command: str, of: Line, on: str, **fields: Any) -> Line:
    """A command about somebody who was registered by `of`."""
    return {"command": command, "worker": of["id_number"], "effective_on": on, **fields}


def certified(of: Line, on: str, number: str, **fields: Any) -> list[Line]:
    return [
        told("apply-for-certificate", of, on),
        told("issue-certificate", of, on, certificate_no=number, **fields),
    ]


def arrived(app: FastAPI, account: str, path: str) -> Shown:
    """The page, as it is shown to an account that signs in on the way to it."""
    visitor = Visitor(app)
    return visitor.press(visitor.open(path), "登录", name=account, password=PASSWORD)
