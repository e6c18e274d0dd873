"""Walking the chain beside the log: every link is made again from what stands in the tables.

A link that fails does not make the next one fail, so each change is found by itself.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from application.kernel.integrity.chain import (
    ANSWER,
    ANSWERS,
    FACT,
    FACTS,
    HASH_SIZES,
    LINKS,
    Link,
    Row,
    holds,
    link_hash,
    origin,
)
from application.kernel.integrity.chain_rows import Unreadable, links_of
from application.kernel.integrity.faults import Fault, Findings, Wrong
from application.kernel.integrity.strays import Strays
from application.kernel.snapshots import Snapshot

Progress = Callable[[int], None]
Look = Callable[[Link], Fault | None]
"""Told of every link as it stands; a fault where it is known from elsewhere to be another."""
_PAGE = 2_000
_ANSWERED = "SELECT command_id, position FROM answered_commands ORDER BY position"


class ChainWalk:
    """One walk from the first link to the last; what is found goes to `findings`."""

    def __init__(self, connection: Snapshot, findings: Findings, look: Look | None = None) -> None:
        self._connection = connection
        self._findings = findings
        self._look = look
        self._strays = Strays(findings)
        self._facts: Iterator[Row] = connection.execute(f"{FACTS} ORDER BY rowid")
        self._fact: Any = next(self._facts, None)
        self._in_doubt: tuple[Fault, Link, bytes] | None = None

    def walk(self, progress: Progress | None = None) -> None:
        links = self._links()
        before = self._begun(links)
        if before is None:
            return
        for link in links:
            gap = link.number - before.number - 1
            if gap:
                self._across_a_gap(before, link, gap)
            row = self._row_of(before, link)
            if fault := self._look and self._look(link):
                self._findings.add(fault)
            if row and not gap and (before.hash or self._in_doubt):
                self._check(before, link, row)
            else:
                self._in_doubt = None
            before = link
            if progress and link.number % _PAGE == 0:
                progress(_PAGE)
        self._findings.links = before.number
        self._pass_unlinked(None)
        self._unlinked_answers()
        self._strays.name()

    def _begun(self, links: Iterator[Link]) -> Link | None:
        first = next(links, None)
        while first and first.number < 0:
            self._findings.add(Fault(Wrong.LINK_CHANGED, 0))
            first = next(links, None)
        if first is None or first.number or not isinstance(first.command_id, bytes):
            self._findings.add(Fault(Wrong.NO_CHAIN, 0))
            return None
        if origin(first.command_id, first.position) != first:
            self._findings.add(Fault(Wrong.LINK_CHANGED, 0))
        self._findings.origin = first
        return first

    def _links(self) -> Iterator[Link]:
        """Links whose values can be compared, whatever stands in their rows."""
        for row in self._connection.execute(f"{LINKS} ORDER BY link"):
            try:
                yield from links_of(row)
            except Unreadable:
                number, position, command_id, made = row
                there = self._fact[0] if self._fact else self._findings.last_position
                self._findings.add(Fault(Wrong.LINK_CHANGED, there))
                yield Link(
                    number,
                    position if isinstance(position, int) else there,
                    command_id,
                    made if isinstance(made, bytes) and len(made) in HASH_SIZES else b"",
                )

    def _across_a_gap(self, before: Link, link: Link, gap: int) -> None:
        """Links are numbered one after the other: between these two some are gone."""
        until = link.position + (link.kind == ANSWER)
        there = self._findings.facts
        while gap and self._fact and self._fact[0] < until:
            self._pass_unlinked(self._fact[0] + 1, Wrong.LINK_REMOVED)
            gap -= 1
        if self._findings.facts > there:
            return
        if until > before.position + 1:
            self._findings.add(Fault(Wrong.REMOVED, before.position + 1, link.position))
        else:
            self._findings.add(Fault(Wrong.LINK_REMOVED, before.position))

    def _row_of(self, before: Link, link: Link) -> Row | None:
        """What a link stands for; where it is not there, that is a fault."""
        if link.kind == ANSWER:
            return self._answer_of(link)
        self._pass_unlinked(link.position)
        if self._fact and self._fact[0] == link.position:
            return self._take_fact()
        fault = Fault(Wrong.REMOVED, link.position)
        self._findings.add(fault)
        self._strays.miss(fault, before.hash, link)
        return None

    def _answer_of(self, link: Link) -> Row | None:
        found = self._connection.execute(f"{ANSWERS} WHERE command_id=?", (link.command_id,))
        row: Row | None = found.fetchone()
        if row is None:
            self._findings.add(Fault(Wrong.ANSWER_REMOVED, link.position))
            return None
        self._findings.answers += 1
        return row

    def _check(self, before: Link, link: Link, row: Row) -> None:
        doubted, self._in_doubt = self._in_doubt, None
        if holds(link, before.hash, row):
            if link.kind == ANSWER and row[4] != link.position:
                self._findings.add(Fault(Wrong.LINK_CHANGED, row[4]))  # type: ignore[arg-type]
            return
        if doubted and any(holds(link, doubted[2][:size], row) for size in HASH_SIZES):
            # This link holds on what the one before should be: its hash was changed, not its fact.
            fault, earlier, _ = doubted
            self._findings.replace(fault, Fault(Wrong.LINK_CHANGED, earlier.position))
            self._strays.forget(fault)
            return
        changed = Wrong.ANSWER_CHANGED if link.kind == ANSWER else Wrong.CHANGED
        fault = Fault(changed, link.position)
        self._findings.add(fault)
        made = link_hash(before.hash, link.number, link.kind, row)
        self._in_doubt = fault, link, made
        if link.kind == FACT:
            self._strays.miss(fault, before.hash, link)
            self._strays.find(fault, row)

    def _pass_unlinked(self, until: int | None, wrong: Wrong = Wrong.INSERTED) -> None:
        """Facts that stand where no link is."""
        while self._fact and (until is None or self._fact[0] < until):
            fault = Fault(wrong, self._fact[0])
            self._findings.add(fault)
            self._strays.find(fault, self._take_fact())

    def _take_fact(self) -> Row:
        row: Row = self._fact
        self._fact = next(self._facts, None)
        self._findings.facts += 1
        self._findings.last_position = row[0]  # type: ignore[assignment]
        return row

    def _unlinked_answers(self) -> None:
        """Answers that no link stands for; behind the last fact they tell that it was not that."""
        total = self._connection.execute("SELECT count(*) FROM answered_commands").fetchone()[0]
        if total == self._findings.answers:
            return
        last = self._findings.last_position
        linked = set(self._linked())
        for command_id, position in self._connection.execute(_ANSWERED):
            if command_id in linked:
                continue
            if position > last:
                self._findings.add(Fault(Wrong.TRUNCATED, last + 1, position))
            else:
                self._findings.add(Fault(Wrong.ANSWER_INSERTED, position))

    def _linked(self) -> Iterator[bytes | None]:
        """The commands whose answers have links."""
        for row in self._connection.execute(LINKS):
            with suppress(Unreadable):
                yield from (link.command_id for link in links_of(row))
