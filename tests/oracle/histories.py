"""Random valid histories, and other orders in which the same facts could have arrived.

For Hypothesis: `histories()` and `permutations(history)`. In bulk: `random_history(rng)` and
`another_order(rng, history)`. A history is a list of lines as in `contract.md` §3, sorted by
`recorded_at`; each line is acceptable when it is recorded, so every prefix is a history too.
"""

import random
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import chain, pairwise

from hypothesis import strategies as st

from tests.oracle.book import Line, moment_of, number_18
from tests.oracle.clerk import Clerk, acceptable
from tests.oracle.lives import random_life

CHINA = timezone(timedelta(hours=8))
LAST_MOMENT = datetime(2005, 12, 31, 23, 59, 59, tzinfo=CHINA)
HOURS = (time(0, 0, 0), time(9, 0, 0), time(10, 30, 0), time(16, 45, 30), time(23, 59, 59))
DAYS_LATE = (0, 0, 0, 0, 1, 3, 6, 20, 60, 200)


def random_history(
    rng: random.Random, workers: int | None = None, confirmations: bool = True
) -> list[Line]:
    """1–8 workers (or as many as asked, up to 200), with late facts, corrections, voids and merges.

    `confirmations=False` leaves out `confirm-closing`, which contract §2 does not list yet.
    """
    seeds = [rng.getrandbits(32) for _ in range(workers or rng.randint(1, 8))]
    plans = [(seed, rng.randint(0, 10)) for seed in seeds]
    return _history(plans, rng.getrandbits(32), confirmations)


def histories(max_workers: int = 8, confirmations: bool = True) -> st.SearchStrategy[list[Line]]:
    """Shrinks to fewer workers with shorter lives."""
    plan = st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 10))
    plans = st.lists(plan, min_size=1, max_size=max_workers)
    seeds = st.integers(0, 2**32 - 1)
    return st.builds(_history, plans, seeds, st.just(confirmations))


def permutations(history: list[Line]) -> st.SearchStrategy[list[Line]]:
    """Other arrival orders of the same facts."""
    return st.integers(0, 2**32 - 1).map(lambda seed: another_order(random.Random(seed), history))


def another_order(rng: random.Random, history: list[Line]) -> list[Line]:
    """The same facts in another possible order of arrival, `recorded_at` given anew.

    Corrections, voids and merges still follow what they name, every prefix is a possible
    history, and in the end the same is known of everybody; otherwise the order is random.
    """
    told = [{k: v for k, v in line.items() if k != "recorded_at"} for line in history]
    return _recorded(rng, [_shuffled(rng, group, 3) for group in _linked(told)])


def _history(plans: list[tuple[int, int]], seed: int, confirmations: bool) -> list[Line]:
    rng = random.Random(seed)
    lives = [
        random_life(random.Random(one), index, steps, confirmations)
        for index, (one, steps) in enumerate(plans)
    ]
    groups = _linked(_with_merges(rng, lives))
    return _recorded(rng, [_shuffled(rng, group, 2) for group in groups])


def _with_merges(rng: random.Random, lives: list[list[Line]]) -> list[Line]:
    clerk, lines = Clerk(), list(chain.from_iterable(lives))
    for line in lines:
        clerk.take(line)
    by_first_day = sorted(lives, key=lambda life: str(life[0]["effective_on"]))
    for earlier, later in pairwise(by_first_day):
        if rng.random() < 0.25:
            day = rng.choice((later[0], later[-1]))["effective_on"]
            names = {"worker": later[0]["id_number"], "into": earlier[0]["id_number"]}
            merge = {"command": "merge-worker", **names, "effective_on": day}
            undo = {"command": "unmerge-worker", **names, "effective_on": day}
            if clerk.takes(merge):
                lines.append(merge)
                lines += [undo] if rng.random() < 0.4 and clerk.takes(undo) else []
    return lines


def _named(line: Line) -> list[str]:
    return [number_18(line[k]) for k in ("worker", "id_number", "into") if k in line]


def _linked(lines: list[Line]) -> list[list[Line]]:
    """The lines in groups that have no worker in common; in each group the order is kept."""
    group_of: dict[str, int] = {}
    for line in lines:
        names = _named(line)
        groups = {group_of.setdefault(name, len(group_of)) for name in names}
        group_of |= {name: min(groups) for name, group in group_of.items() if group in groups}
    groups_in_order = dict.fromkeys(group_of.values())
    return [[line for line in lines if group_of[_named(line)[0]] == g] for g in groups_in_order]


def _shuffled(rng: random.Random, lines: list[Line], moves_per_line: int) -> list[Line]:
    """Single lines moved to other places for as long as the same story is told."""
    story = acceptable(lines)
    assert story is not None
    for _ in range(moves_per_line * len(lines)):
        moved = list(lines)
        moved.insert(rng.randrange(len(lines)), moved.pop(rng.randrange(len(lines))))
        if acceptable(moved) == story:
            lines = moved
    return lines


def _recorded(rng: random.Random, groups: list[list[Line]]) -> list[Line]:
    lines: list[Line] = []
    for group in groups:
        now = datetime(2002, 12, 1, tzinfo=CHINA)
        for line in group:
            now = max(now, _recorded_after(rng, line))
            written = now.astimezone(UTC).isoformat().replace("+00:00", "Z")
            lines.append(line | {"recorded_at": rng.choice((*[now.isoformat()] * 9, written))})
    return sorted(lines, key=lambda line: moment_of(line["recorded_at"]))


def _recorded_after(rng: random.Random, line: Line) -> datetime:
    days = [line[k] for k in ("effective_on", "registered_on", "ended_on") if k in line]
    day = date.fromisoformat(max(days)) + timedelta(days=rng.choice(DAYS_LATE))
    return min(datetime.combine(day, rng.choice(HOURS), tzinfo=CHINA), LAST_MOMENT)
