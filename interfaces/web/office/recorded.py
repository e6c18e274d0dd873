"""How a fact of the log is told: who stands under it, and the way to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from interfaces.accounts.accounts import display_names
from interfaces.web.visit import Visit


def signers(visit: Visit, names: Iterable[str]) -> Mapping[str, str]:
    """Who stands under a record: the account's own name with the person's, 李小梅（帐号 clerk）."""
    wanted = set(names)
    shown = display_names(visit.office.accounts, wanted)
    return {
        name: visit.words.say("{person}（帐号 {account}）", person=shown[name], account=name)
        if name in shown
        else name
        for name in wanted
    }


def fact_link(row: Mapping[str, Any], place: int) -> dict[int, str]:
    """The cell at a place opens the fact on the person's timeline, for whoever may see it."""
    return {place: f"/workers/{row['worker']}#t-{row['version']}"} if row["worker"] else {}
