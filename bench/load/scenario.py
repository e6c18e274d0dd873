"""What clerks send: lives of four commands, so that a quarter registers and the rest goes on.

Many cases are open at once and taken up in turn, so that a command rarely falls on the person of
the one before it. Every server that is measured understands the eight commands used here, and
answers 201 with the `worker` that it registered.
"""

from collections import deque
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any, NamedTuple, Protocol

from tests.oracle.book import identity_number

Fields = dict[str, Any]
OPEN = 1_000
"""Cases that are open at once, before anything is measured."""
STATIONS = ("440703002", "440703005", "440703006")
_SURNAMES, _GIVEN = (
    "陈李黄梁林谭区何吴张",
    ("建国", "丽华", "志强", "秀英", "国强", "惠珍", "伟", "敏"),
)
_EDUCATION = ("小学", "初中", "高中", "大专")
_FIRST_BIRTH, _DAYS_OF_BIRTH, _ADDRESS = date(1950, 6, 1), 9_000, "440111"

REGISTER = ("register-worker", {"effective_on": "2005-01-04"})
APPLY = ("apply-for-certificate", {"effective_on": "2005-01-06"})
ISSUE = ("issue-certificate", {"effective_on": "2005-01-20", "valid_until": "2008-01-19"})
ENROL = ("enrol-in-training", {"course": "家政服务", "hours": 40, "effective_on": "2005-02-01"})
COMPLETE = (
    "complete-training",
    {"course": "家政服务", "attended_hours": 38, "passed": True, "effective_on": "2005-02-25"},
)
START = (
    "start-employment",
    {
        "kind": "labour_contract",
        "employer": "江门市蓬江区环卫处",
        "contract_months": 12,
        "monthly_wage": "850.00",
        "effective_on": "2005-03-01",
    },
)
VISIT = (
    "record-follow-up",
    {"outcome": "at_work", "next_on": "2005-07-01", "effective_on": "2005-04-01"},
)
END = ("end-employment", {"reason": "contract_ended", "effective_on": "2005-05-31"})
AGAIN = ("start-employment", {"kind": "flexible", "effective_on": "2005-06-10"})
LATER = ("record-follow-up", {"outcome": "at_work", "effective_on": "2005-07-01"})

Plan = Sequence[tuple[str, Fields]]
OF_FOUR: tuple[Plan, ...] = (
    (REGISTER, APPLY, ISSUE, VISIT),
    (REGISTER, START, VISIT, END),
    (REGISTER, ENROL, COMPLETE, VISIT),
)
OF_ELEVEN: tuple[Plan, ...] = (
    (REGISTER, APPLY, ISSUE, ENROL, COMPLETE, START, VISIT, END, AGAIN, VISIT, LATER),
)


class Step(NamedTuple):
    """A command to be sent, `stage` of the life with this number."""

    command: str
    fields: Fields
    life: int
    stage: int


class Scenario(Protocol):
    def next(self) -> Step | None:
        """What to send now; None when there is nothing, for now or for good."""

    def answered(self, step: Step, worker: str | None) -> None:
        """The step was answered with success, or with a refusal (None)."""


class Lives:
    """Lives that follow plans of one length in turn, at most `limit` of them.

    `first` is the number of the first life: two runs over one ledger need numbers of their own.
    """

    def __init__(
        self,
        plans: Sequence[Plan] = OF_FOUR,
        first: int = 0,
        open_at_once: int = OPEN,
        limit: int | None = None,
    ) -> None:
        self._plans, self._every = plans, len(plans[0])
        self._numbers = count(first)
        self._open, self._left = open_at_once, limit
        self._waiting: deque[tuple[int, int, str]] = deque()
        self._turn = 0

    def next(self) -> Step | None:
        self._turn += 1
        if self._left != 0 and (self._open > 0 or self._turn % self._every == 0):
            return self._registration()
        if not self._waiting:
            return self._registration() if self._left is None else None
        life, stage, worker = self._waiting.popleft()
        command, fields = self._plans[life % len(self._plans)][stage]
        fields = {"worker": worker, **fields}
        if command == "issue-certificate":
            fields["certificate_no"] = f"B{life:08}"
        return Step(command, fields, life, stage)

    def _registration(self) -> Step:
        self._open -= 1
        if self._left is not None:
            self._left -= 1
        life = next(self._numbers)
        command, fields = self._plans[life % len(self._plans)][0]
        return Step(command, registration(life) | fields, life, 0)

    def answered(self, step: Step, worker: str | None) -> None:
        if worker is not None and step.stage + 1 < self._every:
            self._waiting.append((step.life, step.stage + 1, worker))


class OneCase:
    """Everybody writes to the case of one worker; `recorded` counts what was acknowledged."""

    def __init__(self, worker: str) -> None:
        self._step = Step(VISIT[0], {"worker": worker, **VISIT[1]}, 0, 1)
        self.recorded = 0

    def next(self) -> Step:
        return self._step

    def answered(self, step: Step, worker: str | None) -> None:
        self.recorded += worker is not None


def registration(life: int) -> Fields:
    """What is registered of the made-up person of this number."""
    born = _FIRST_BIRTH + timedelta(days=life % _DAYS_OF_BIRTH)
    number = identity_number(
        born.isoformat(), ("female", "male")[life % 2], life // _DAYS_OF_BIRTH, _ADDRESS
    )
    return {
        "id_number": number,
        "name": _SURNAMES[life % len(_SURNAMES)] + _GIVEN[life // 10 % len(_GIVEN)],
        "category": "soe_laid_off",
        "unemployed_since": "2004-09-30",
        "station": STATIONS[life // 7 % len(STATIONS)],
        "previous_employer": "江门市甘蔗化工厂",
        "household_address": f"蓬江区堤东路{life % 900 + 1}号",
        "phone": f"0750{life % 10_000_000:07}",
        "education": _EDUCATION[life // 3 % len(_EDUCATION)],
    }
