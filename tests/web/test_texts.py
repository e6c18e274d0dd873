"""Every sentence of the pages exists in both languages, once."""

import re
from collections import Counter

from tests.web.sentences import CATALOGUES, catalogue_of, said

PLACE = re.compile(r"\{(\w*)\}")
HAN = re.compile(r"[\u3400-\u9fff]")
ENTRIES = [
    (path.name, message.id, message.string)
    for path in CATALOGUES
    for message in catalogue_of(path)
    if isinstance(message.id, str) and message.id and isinstance(message.string, str)
]
ENGLISH = {chinese: english for _, chinese, english in ENTRIES}
SAID = said()


def test_every_sentence_of_the_pages_is_translated():
    assert {chinese: place for chinese, place in SAID.items() if not ENGLISH.get(chinese)} == {}


def test_no_translation_is_left_over():
    assert sorted(set(ENGLISH) - set(SAID)) == []


def test_no_sentence_is_translated_twice():
    counted = Counter(chinese for _, chinese, _ in ENTRIES)
    assert [chinese for chinese, times in counted.items() if times > 1] == []


def test_a_translation_shows_the_same_values():
    assert {
        chinese: english
        for chinese, english in ENGLISH.items()
        if set(PLACE.findall(chinese)) != set(PLACE.findall(english))
    } == {}


def test_english_is_english_and_chinese_chinese():
    assert [english for english in ENGLISH.values() if HAN.search(english)] == []
    assert [
        chinese for chinese in SAID if not HAN.search(chinese) and chinese not in "：；，、"
    ] == []
