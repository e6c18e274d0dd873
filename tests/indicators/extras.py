"""Training and certificates of random lives, told when all else of the life is known."""

import random
from datetime import date, timedelta

from tests.oracle.book import Book, Line
from tests.oracle.histories import LAST_MOMENT
from tests.oracle.life import Life, Replay

DAY = timedelta(days=1)
QUALIFYING = ("soe_laid_off", "soe_unemployed", "closed_enterprise")


def _lives(lines: list[Line]) -> list[tuple[str, Life, random.Random]]:
    """The lives that may go on, each with its own chance that no order of arrival changes."""
    lives: dict[str, Life] = {}
    for number, life in sorted(Book(lines).lives.items()):
        if not life.void and life.merged_into is None and life not in lives.values():
            lives[number] = life
    return [(number, life, random.Random(number)) for number, life in lives.items()]


def _told(command: str, day: date, worker: str, **more: object) -> Line:
    at = {"recorded_at": LAST_MOMENT.isoformat(), "effective_on": day.isoformat()}
    return {"command": command, "worker": worker, **at, **more}


def _open_until(life: Life) -> date:
    """The day before the first closing."""
    closed = [change.day for change in Replay(life).changes if change.after == "closed"]
    return min(closed, default=date(2005, 12, 31)) - DAY


def with_training(lines: list[Line]) -> list[Line]:
    told = list(lines)
    for worker, life, rng in _lives(lines):
        begun = life.registered_on + rng.randint(0, 40) * DAY
        ended = begun + rng.randint(0, 90) * DAY
        if ended > _open_until(life):
            continue
        course = {"course": f"课程{rng.randint(1, 3)}"}
        told.append(_told("enrol-in-training", begun, worker, **course, hours=100))
        if rng.random() < 0.3:
            told.append(_told("leave-training", ended, worker, **course, reason="家事"))
        elif rng.random() < 0.9:
            attended = {"attended_hours": rng.choice((70, 80, 100)), "passed": rng.random() < 0.9}
            told.append(_told("complete-training", ended, worker, **course, **attended))
    return told


def with_certificates(lines: list[Line]) -> list[Line]:
    told = list(lines)
    for nth, (worker, life, rng) in enumerate(_lives(lines)):
        registration = life.registration
        able = registration.get("able_to_work", True) and registration.get("willing_to_work", True)
        issued = life.registered_on + rng.randint(1, 30) * DAY
        if registration["category"] not in QUALIFYING or not able or issued > _open_until(life):
            continue
        number = {"certificate_no": f"44070303{nth:06}"}
        until = {"valid_until": (issued + 200 * DAY).isoformat()} if rng.random() < 0.2 else {}
        told.append(_told("apply-for-certificate", issued - DAY, worker))
        told.append(_told("issue-certificate", issued, worker, **number, **until))
        told += _afterwards(worker, issued + rng.randint(0, 150) * DAY, f"{nth:06}", rng)
    return told


def _afterwards(worker: str, day: date, nth: str, rng: random.Random) -> list[Line]:
    if day > date(2005, 12, 1):
        return []
    why = {"reason": "证件遗失"}
    review = {"year": day.year - 1, "passed": rng.random() < 0.7, "reason": "年检"}
    return rng.choice(
        (
            [],
            [_told("review-certificate", day, worker, **review)],
            [_told("suspend-certificate", day, worker, **why)],
            [_told("withdraw-certificate", day, worker, **why)],
            [
                _told("suspend-certificate", day, worker, **why),
                _told("resume-certificate", day + 20 * DAY, worker, **why),
            ],
            [_told("replace-certificate", day, worker, certificate_no=f"44070399{nth}", **why)],
        )
    )
