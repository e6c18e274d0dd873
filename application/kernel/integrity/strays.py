"""Facts that stand in the wrong place: which was swapped with which, and where one went."""

from typing import NamedTuple

from application.kernel.integrity.chain import Link, Row, holds
from application.kernel.integrity.faults import MOST_KEPT, Fault, Findings, Wrong


class _Missed(NamedTuple):
    """A link that the fact in its place does not fit, and the hash before it."""

    fault: Fault
    previous: bytes
    link: Link


class Strays:
    """A link tells by its hash which content belongs in its place."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._missed: list[_Missed] = []
        self._found: list[tuple[Fault, Row]] = []

    def miss(self, fault: Fault, previous: bytes, link: Link) -> None:
        if len(self._missed) < MOST_KEPT:
            self._missed.append(_Missed(fault, previous, link))

    def find(self, fault: Fault, row: Row) -> None:
        if len(self._found) < MOST_KEPT:
            self._found.append((fault, row))

    def forget(self, fault: Fault) -> None:
        self._missed = [each for each in self._missed if each.fault != fault]
        self._found = [each for each in self._found if each[0] != fault]

    def name(self) -> None:
        for missed in self._missed:
            for fault, row in self._found:
                if fault != missed.fault and _belongs(row, missed):
                    swapped = fault.wrong is Wrong.CHANGED and missed.fault.wrong is Wrong.CHANGED
                    named = Wrong.SWAPPED if swapped else Wrong.MOVED
                    better = Fault(named, missed.fault.position, fault.position)
                    self._findings.replace(missed.fault, better)
                    break


def _belongs(row: Row, missed: _Missed) -> bool:
    return holds(missed.link, missed.previous, (missed.link.position, *row[1:]))
