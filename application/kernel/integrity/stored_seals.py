"""The seals in the database of the log: put there once, and read."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from application.kernel.integrity.chain import LINKS, Link
from application.kernel.integrity.chain_rows import last_of, links_of
from application.kernel.integrity.seal import SEALS, Seal
from application.kernel.log.log import Log, Sealed, told


class LogSeals:
    def __init__(self, log: Log) -> None:
        self._log = log

    def put(self, make: Sealed) -> Seal | None:
        """Put a seal under the log as it stands. Raises `LedgerUnavailable`."""
        with told():
            return self._log.seal(make)

    def all(self) -> list[Seal]:
        return self._found(f"{SEALS} ORDER BY number")

    def last(self) -> Seal | None:
        found = self._found(f"{SEALS} ORDER BY number DESC LIMIT 1")
        return found[0] if found else None

    def origin(self) -> Link:
        """The first link of the chain, which is no fact's."""
        return Link(*self._rows(f"{LINKS} WHERE link=0")[0])

    def head(self) -> Link:
        return last_of(self._rows(f"{LINKS} ORDER BY link DESC LIMIT 1")[0])

    def hashes(self, page: int = 10_000) -> Iterator[tuple[int, bytes]]:
        """The hash of each link that is sealed, by its number."""
        last = self.last()
        after, upto = -1, last.link if last else -1
        sql = f"{LINKS} WHERE link>? ORDER BY link LIMIT ?"
        while after < upto and (rows := self._rows(sql, after, page)):
            for link in chain.from_iterable(map(links_of, rows)):
                if link.number <= upto:
                    yield link.number, link.hash
            after = rows[-1][0]

    def _rows(self, sql: str, *parameters: Any) -> list[Any]:
        with told():
            return self._log.rows(sql, *parameters)

    def _found(self, sql: str) -> list[Seal]:
        return [Seal(*row) for row in self._rows(sql)]
