"""What can be done for a person as things stand: the next step, what makes sense, and the rest."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any, NamedTuple

from application.read_models.last_known import MERGED
from application.read_models.whole_file import Whole
from application.tracker import HANDLERS
from domain.certificate.certificates import LIVE, Standing
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.forms.layouts import ON_A_CASE
from interfaces.web.station.situation import Situation
from interfaces.web.visit import Visit

GROUPS: Mapping[str, tuple[str, ...]] = {
    later("就业"): (
        "start-employment",
        "end-employment",
        "record-follow-up",
        "correct-employment",
        "void-employment",
    ),
    later("就业援助"): ("apply-for-assistance", "assess-assistance", "return-assistance"),
    later("优惠证"): (
        "apply-for-certificate",
        "issue-certificate",
        "refuse-certificate",
        "review-certificate",
        "replace-certificate",
        "suspend-certificate",
        "resume-certificate",
        "withdraw-certificate",
    ),
    later("培训"): ("enrol-in-training", "complete-training", "leave-training"),
    later("登记"): (
        "correct-worker",
        "transfer-case",
        "close-case",
        "confirm-closing",
        "reopen-case",
        "merge-worker",
        "unmerge-worker",
        "rule-out-duplicate",
        "void-registration",
    ),
    later("个人信息"): ("request-erasure", "erase-worker", "decline-erasure"),
}
"""Every command on a case, by what it is about."""


SENSIBLE: Mapping[str, Callable[[Situation], Any]] = {
    "start-employment": lambda s: s.may_start,
    "end-employment": lambda s: s.open and s.working,
    "record-follow-up": lambda s: s.open,
    "correct-employment": lambda s: s.alive and s.whole.jobs,
    "void-employment": lambda s: s.alive and s.whole.jobs,
    "apply-for-assistance": lambda s: s.may_be_assisted or s.sent_back,
    "assess-assistance": lambda s: s.waits_for_judgement,
    "return-assistance": lambda s: s.waits_for_judgement,
    "apply-for-certificate": lambda s: s.may_have_certificate,
    "issue-certificate": lambda s: s.certificate(Standing.APPLIED),
    "refuse-certificate": lambda s: s.certificate(Standing.APPLIED),
    "review-certificate": lambda s: s.certificate(*LIVE),
    "replace-certificate": lambda s: s.certificate(*LIVE),
    "suspend-certificate": lambda s: s.certificate(Standing.IN_FORCE),
    "resume-certificate": lambda s: s.certificate(Standing.SUSPENDED),
    "withdraw-certificate": lambda s: s.certificate(*LIVE),
    "enrol-in-training": lambda s: s.open,
    "complete-training": lambda s: s.open and s.whole.attending,
    "leave-training": lambda s: s.open and s.whole.attending,
    "correct-worker": lambda s: s.alive,
    "transfer-case": lambda s: s.open,
    "close-case": lambda s: s.open,
    "confirm-closing": lambda s: s.told("unconfirmed_since"),
    "reopen-case": lambda s: s.alive and not s.open,
    "merge-worker": lambda s: s.alive,
    "unmerge-worker": lambda s: s.told("status") == MERGED,
    "erase-worker": lambda s: s.told("erasure_requested_on"),
    "decline-erasure": lambda s: s.told("erasure_requested_on"),
}
"""When a command makes sense; one that is not here seldom does."""

NEXT: Sequence[tuple[str, Callable[[Situation], Any]]] = (
    ("confirm-closing", lambda s: s.told("unconfirmed_since")),
    ("assess-assistance", lambda s: s.waits_for_judgement),
    ("issue-certificate", lambda s: s.certificate(Standing.APPLIED)),
    ("apply-for-assistance", lambda s: s.sent_back),
    ("review-certificate", lambda s: s.review_has_begun),
    ("record-follow-up", lambda s: s.visit_is_due),
    ("complete-training", lambda s: s.open and s.whole.attending),
    ("record-follow-up", lambda s: s.never_visited_at_work),
    ("apply-for-assistance", lambda s: s.may_be_assisted),
    ("apply-for-certificate", lambda s: s.may_have_certificate),
    ("start-employment", lambda s: s.open and not s.working),
    ("record-follow-up", lambda s: s.open),
)
"""What comes next, the most urgent first: others wait for it, or it has a day, or it helps on."""


class Doings(NamedTuple):
    """`next` is the one step to offer first; `now` and `seldom` are groups of commands."""

    next: str | None
    now: list[tuple[str, list[str]]]
    seldom: list[tuple[str, list[str]]]

    @property
    def sensible(self) -> set[str]:
        return {name for _, names in self.now for name in names}


def doings(visit: Visit, whole: Whole) -> Doings:
    """What the account may do for the person, by what makes sense as things stand."""
    situation = Situation(whole, visit.today, visit.tracker.rules.policy)
    allowed = {name for name in ON_A_CASE if visit.may(Permission(HANDLERS[name].right.value))}
    sensible = {name for name in allowed & SENSIBLE.keys() if SENSIBLE[name](situation)}
    found = (name for name, when in NEXT if name in allowed and when(situation))
    return Doings(next(found, None), _grouped(sensible), _grouped(allowed - sensible))


def _grouped(names: Container[str]) -> list[tuple[str, list[str]]]:
    groups = (
        (title, [name for name in commands if name in names]) for title, commands in GROUPS.items()
    )
    return [(title, commands) for title, commands in groups if commands]
