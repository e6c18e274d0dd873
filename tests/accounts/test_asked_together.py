"""Many who ask at once are answered with few questions, each from after its own."""

import asyncio
from collections.abc import Mapping, Sequence
from threading import Event

import pytest

from interfaces.accounts.asked_together import AskedTogether


class Asked:
    """What was asked; an answer waits until it may come."""

    def __init__(self) -> None:
        self.questions: list[list[str]] = []
        self.begun, self.may_answer = Event(), Event()
        self.known = {"a": 1, "b": 2}

    def __call__(self, keys: Sequence[str]) -> Mapping[str, int]:
        self.questions.append(sorted(keys))
        self.begun.set()
        assert self.may_answer.wait(20)
        return {key: self.known[key] for key in keys if key in self.known}


def test_who_asks_while_another_is_answered_is_asked_with_the_next():
    asked = Asked()
    together = AskedTogether(asked)

    async def answers() -> list[int | None]:
        first = asyncio.create_task(together.of("a"))
        while not asked.begun.is_set():
            await asyncio.sleep(0.001)
        others = [asyncio.create_task(together.of(key)) for key in ("a", "b", "nobody", "b")]
        await asyncio.sleep(0)
        asked.may_answer.set()
        return list(await asyncio.gather(first, *others))

    assert asyncio.run(answers()) == [1, 1, 2, None, 2]
    assert asked.questions == [["a"], ["a", "b", "nobody"]]


def test_a_question_that_fails_fails_for_those_who_asked_it_and_the_next_is_answered():
    asked = Asked()
    asked.may_answer.set()
    together = AskedTogether(asked)

    async def answers() -> int | None:
        del asked.may_answer  # the next question fails
        for failure in await asyncio.gather(
            together.of("a"), together.of("b"), return_exceptions=True
        ):
            assert isinstance(failure, AttributeError)
        asked.may_answer = Event()
        asked.may_answer.set()
        return await together.of("b")

    assert asyncio.run(answers()) == 2


def test_who_does_not_wait_any_longer_keeps_nobody_from_the_answer():
    asked = Asked()
    together = AskedTogether(asked)

    async def answers() -> int | None:
        impatient = asyncio.create_task(together.of("a"))
        patient = asyncio.create_task(together.of("a"))
        await asyncio.sleep(0)
        impatient.cancel()
        asked.may_answer.set()
        with pytest.raises(asyncio.CancelledError):
            await impatient
        return await patient

    assert asyncio.run(answers()) == 1
