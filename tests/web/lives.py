"""Lines of history about a few people, as the tests of the station's lists need them."""

from typing import Any

from tests.api.requests import registration
from tests.oracle.book import identity_number

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
