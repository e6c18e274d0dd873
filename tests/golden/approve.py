"""`python -m tests.golden.approve` writes the golden files that are missing, and touches no other.

An approved file is never written again: facts of that form are in logs. Where the form of a fact
changes, its revision is raised, and the new revision gets a file of its own.
"""

from collections.abc import Iterable
from pathlib import Path

from domain.kernel.fact import Fact
from tests.golden.content import FACTS
from tests.golden.forms import approved, file_of


def approve(facts: Iterable[Fact] = FACTS) -> list[Path]:
    """Return the files that were written."""
    missing = [(file_of(type(fact)), fact) for fact in facts if not file_of(type(fact)).exists()]
    for file, fact in missing:
        file.write_bytes(approved(fact))
    return [file for file, _ in missing]


if __name__ == "__main__":
    for written in approve():
        print(written.name)
