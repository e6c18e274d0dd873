"""What the door itself refuses, before the ledger is asked.

The ledger's own refusals are `DomainError`s, with their words in `interfaces.texts`.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from interfaces.http.words import WORDS
from interfaces.texts import Language


class DoorRefusal(Exception):
    """A request that the ledger never sees. `source` and `path` name what is wrong in it."""

    code: ClassVar[str]
    status: ClassVar[int]
    source: str = ""
    path: tuple[str, ...] = ()

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts = facts

    @property
    def headers(self) -> dict[str, str]:
        return {}

    @property
    def words(self) -> Mapping[Language, str]:
        """What is wrong and what to do."""
        return WORDS[self.code]


class Unauthenticated(DoorRefusal):
    code, status = "unauthenticated", 401

    @property
    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": 'Bearer realm="taizhang"'}


class PermissionMissing(DoorRefusal):
    """Facts: `permission`, `role`."""

    code, status = "permission-missing", 403


class TooManyFailures(DoorRefusal):
    code, status = "too-many-failures", 429

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "60", "WWW-Authenticate": 'Bearer realm="taizhang"'}


class IdentityNumberInUrl(DoorRefusal):
    """Identity numbers never stand in a URL (contract §1)."""

    code, status, source = "identity-number-in-url", 422, "query"


class IdempotencyKeyInvalid(DoorRefusal):
    code, status = "idempotency-key-invalid", 422
    source, path = "header", ("Idempotency-Key",)


class IfMatchInvalid(DoorRefusal):
    code, status, source = "if-match-invalid", 422, "header"
    path = ("If-Match",)


class WorkerIdGiven(DoorRefusal):
    """The ledger names a new worker itself; only history files bring names with them."""

    code, status, source, path = "worker-id-given", 422, "body", ("worker",)


class AnotherHost(DoorRefusal):
    """The address in the request is not the one under which the console is reached."""

    code, status = "another-host", 421


class RequestUnclear(DoorRefusal):
    """Another server may read another end, or another host, in the same bytes."""

    code, status = "request-unclear", 400

    @property
    def headers(self) -> dict[str, str]:
        return {"Connection": "close"}


class RepeatedParameter(DoorRefusal):
    code, status, source = "repeated-parameter", 422, "query"


class NotJson(DoorRefusal):
    code, status = "not-json", 415


class NotReady(DoorRefusal):
    """Facts: `behind`, the facts that the slowest read model has yet to take."""

    code, status = "not-ready", 503

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "1"}


class LedgerBusy(DoorRefusal):
    """Others kept writing first on the same worker, twenty times over."""

    code, status = "ledger-busy", 503

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "1"}
