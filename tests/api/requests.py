"""Requests as a station's program would send them."""

from dataclasses import dataclass
from typing import Any

import httpx2 as httpx
from fastapi.testclient import TestClient

STATION, OTHER_STATION, OTHER_COUNTY = "440703002", "440703005", "440704"
ACCOUNTS = {
    "clerk": ("clerk", STATION),
    "stranger": ("clerk", OTHER_STATION),
    "reviewer": ("reviewer", "440703"),
    "elsewhere": ("reviewer", OTHER_COUNTY),
    "office": ("office", "440700"),
    "auditor": ("auditor", "440700"),
    "admin": ("admin", "440700"),
}
"""Name → role and unit."""

CHEN = "44070319530315021X"
LI = "440703196001010021"


@dataclass(frozen=True, slots=True)
class Desk:
    """An account at work. `do` sends a command, `make` one that must be accepted."""

    client: TestClient

    def do(
        self, command: str, headers: dict[str, str] | None = None, **fields: Any
    ) -> httpx.Response:
        return self.client.post(f"/api/v1/commands/{command}", json=fields, headers=headers)

    def make(self, command: str, **fields: Any) -> dict[str, Any]:
        answer = self.do(command, **fields)
        assert answer.status_code == 201, answer.text
        done: dict[str, Any] = answer.json()
        return done

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.client.get(f"/api/v1/{path}", params=query)

    def register(self, id_number: str = CHEN, **fields: Any) -> str:
        """Put a worker on the ledger; return the UUID."""
        return str(
            self.make("register-worker", **registration(id_number=id_number, **fields))["worker"]
        )


def registration(**fields: Any) -> dict[str, Any]:
    return {
        "id_number": CHEN,
        "name": "陈建国",
        "category": "soe_laid_off",
        "unemployed_since": "2003-09-30",
        "station": STATION,
        "effective_on": "2003-10-08",
        **fields,
    }
