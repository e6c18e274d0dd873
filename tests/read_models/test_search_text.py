"""The indexes of words find all rows that have what was typed, as a look at every row does."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from application.kernel.people.people_memory import PeopleMemory
from application.read_models.name_keys import folded, keys_of
from application.read_models.search_keys import BAR, SEARCH, TEXT

CHARACTERS = "李安妮𠮷龘区ou1áü粤第·\"*-'a欧 "
NAMES = st.lists(st.text(CHARACTERS, min_size=1, max_size=6), min_size=1, max_size=6)
WORDS = st.text(CHARACTERS, min_size=1, max_size=8) | st.text(max_size=4)


def row(number: int, name: str) -> tuple[object, ...]:
    keys = dict.fromkeys(key for key in (*keys_of(name).typed, folded(f"粤第{number}号")) if key)
    typed = BAR + BAR.join(key.replace(BAR, "") for key in keys) + BAR
    cells = {column.name: None for column in SEARCH.columns} | {
        "stream": UUID(int=number).bytes,
        "typed": typed,
        "within": TEXT.within(typed),
        "sorting": "",
        "id_number": "",
    }
    return tuple(cells[column.name] for column in SEARCH.columns)


@pytest.fixture
def memory() -> Iterator[PeopleMemory]:
    memory = PeopleMemory([SEARCH])
    yield memory
    memory.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=NAMES, words=WORDS, leaving=st.integers(0, 5))
def test_nobody_is_missed(memory: PeopleMemory, names: list[str], words: str, leaving: int):
    typed = folded(words).replace(BAR, "")
    with memory.transaction() as writing:
        memory.take_out(writing, [UUID(int=number) for number in range(6)])
        memory.put(writing, SEARCH, [row(number, name) for number, name in enumerate(names)])
        memory.take_out(writing, [UUID(int=leaving)])
    asked = select(SEARCH.c.stream)
    with memory.reading.connect() as reading:

        def seen(words: str) -> set[UUID]:
            return set(reading.scalars(asked.where(func.instr(SEARCH.c.typed, words) > 0)))

        if (anywhere := TEXT.anywhere(asked, typed)) is not None:
            assert seen(typed) <= set(reading.scalars(anywhere))
        if typed:
            assert seen(BAR + typed + BAR) <= set(reading.scalars(TEXT.words(asked, typed)))
        if 0 < len(typed) < 3:
            assert seen(BAR + typed) <= set(reading.scalars(TEXT.beginnings(asked, typed)))


def test_the_indexes_are_those_of_the_rows(memory: PeopleMemory):
    with memory.transaction() as writing:
        memory.put(writing, SEARCH, [row(number, "李安妮") for number in range(5)])
        memory.take_out(writing, [UUID(int=1), UUID(int=4)])
        memory.put(writing, SEARCH, [row(4, "欧阳")])
        for name in ("search_words", "search_trigrams"):
            # Raises where a word stands in one and not in the other.
            writing.exec_driver_sql(
                f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"
            )
