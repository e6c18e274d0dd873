"""A log that keeps its promises without a disk: versions without gaps, all of a save or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from application.kernel.log.log import Answer
from application.kernel.log.packing import Recorded, packed, unpacked
from application.kernel.log.register import Addition, Conflict, Stored


class LogInMemory:
    """What a shelf asks of the register. Facts go through their stored form, as on the disk."""

    def __init__(self) -> None:
        self.recorded: list[Recorded] = []
        self.answered: dict[UUID, Answer] = {}

    def stream(self, stream: UUID) -> list[Recorded]:
        return [recorded for recorded in self.recorded if recorded.stream == stream]

    def several(self, streams: Sequence[UUID]) -> dict[UUID, list[Recorded]]:
        return {stream: self.stream(stream) for stream in streams}

    def version(self, stream: UUID) -> int:
        return len(self.stream(stream))

    def answers(self, command_ids: Sequence[UUID]) -> dict[UUID, Answer]:
        return {each: self.answered[each] for each in command_ids if each in self.answered}

    def save(
        self, additions: Iterable[Addition | Stored], answers: Sequence[tuple[Answer, int]]
    ) -> None:
        before = len(self.recorded)
        for addition in additions:
            assert isinstance(addition, Addition)
            if addition.version != self.version(addition.stream) + 1:
                del self.recorded[before:]
                raise Conflict(str(addition.stream))
            for offset, fact in enumerate(addition.facts):
                state = packed(fact, addition.envelope)
                place = len(self.recorded) + 1, addition.stream.hex, addition.version + offset
                self.recorded.append(unpacked((*place, fact.stored_as, state)))
        for answer, facts in answers:
            self.answered[answer.command_id] = replace(answer, position=before + facts)
