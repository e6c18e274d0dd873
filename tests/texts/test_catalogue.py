"""The two catalogues fit each other, and each text is fit to be shown."""

import re

import pytest
from babel.messages.pofile import read_po

from interfaces.texts.catalogue import CHINESE, ENGLISH, PARTS, read_catalogue, text_of
from interfaces.texts.filling import PLACE, filled
from tests.architecture.test_hygiene import HALF_WIDTH

TEXTS = [(section, key) for section, texts in CHINESE.items() for key in texts]
REFUSALS = sorted(CHINESE["refusals"])
PERSONAL = {
    "name",
    "id_number",
    "birth_date",
    "given",
    "phone",
    "household_address",
    "input",
    "error",
}
HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def english_of(section: str, key: str) -> str:
    found = read_catalogue(ENGLISH.read_text(encoding="utf-8"))
    return found.get((f"{section} {key}", CHINESE[section][key]), "")


@pytest.fixture(scope="module")
def catalogue():
    with ENGLISH.open("rb") as file:
        return read_po(file, abort_invalid=True)


def test_the_catalogue_is_read_as_babel_reads_it(catalogue):
    by_babel = {(m.context, m.id): m.string for m in catalogue if m.id}
    assert read_catalogue(ENGLISH.read_text(encoding="utf-8")) == by_babel


def test_nothing_in_the_catalogue_is_unsure_or_abandoned(catalogue):
    wanted = {(f"{section} {key}", CHINESE[section][key]) for section, key in TEXTS}
    assert [m.id for m in catalogue if m.id and m.fuzzy] == []
    assert [m.context for m in catalogue if m.id and (m.context, m.id) not in wanted] == []


def test_a_catalogue_of_long_entries_and_comments_is_read():
    text = (
        '# Of the worker\n#, fuzzy\nmsgctxt "a b"\nmsgid ""\n"你"\n"好"\nmsgstr "say \\"hi\\""\n\n'
        '#~ msgid "旧"\n#~ msgstr "old"\n\nmsgid "空"\nmsgstr ""\n'
    )
    assert read_catalogue(text) == {("a b", "你好"): 'say "hi"'}


def test_no_key_stands_in_two_parts_of_a_section():
    assert {s: sum(map(len, parts)) for s, parts in PARTS.items()} == {
        s: len(texts) for s, texts in CHINESE.items()
    }


@pytest.mark.parametrize(("section", "key"), TEXTS)
def test_every_text_has_english_that_shows_the_same_facts(section: str, key: str):
    english = english_of(section, key)
    assert english, "not translated"
    assert sorted(PLACE.findall(english)) == sorted(PLACE.findall(CHINESE[section][key]))
    assert HAN.findall(english) == []


@pytest.mark.parametrize(("section", "key"), TEXTS)
def test_chinese_punctuation_is_full_width(section: str, key: str):
    shown = PLACE.sub("某", CHINESE[section][key]).replace("‹", "").replace("›", "")
    assert HALF_WIDTH.findall(shown) == []
    assert not re.search(r"[\u3400-\u9fff] ?[,;:!?.()]|[,;:!?()] ?[\u3400-\u9fff]", shown)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_without_its_facts_is_still_a_whole_sentence(key: str, language: str):
    words = filled(text_of("refusals", key, language) or "", {}, key, language)
    assert words.endswith("。" if language == "zh" else ".")
    assert not re.search(r"[‹›]|\{[a-z]|[，、；：（(] ?[。）.)]|  | [.,;)]", words)
    assert words.count("（") == words.count("）")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_with_all_its_facts_leaves_no_place_open(key: str, language: str):
    text = text_of("refusals", key, language) or ""
    facts = {name: "9" for name, _ in PLACE.findall(text)}
    assert not re.search(r"[‹›]|\{[a-z]", filled(text, facts, key, language))


@pytest.mark.parametrize("key", REFUSALS)
def test_a_refusal_says_what_is_wrong_and_what_to_do(key: str):
    assert CHINESE["refusals"][key].count("。") == 2
    assert english_of("refusals", key).count(". ") == 1


@pytest.mark.parametrize("key", REFUSALS)
def test_no_refusal_shows_what_is_personal(key: str):
    assert {name for name, _ in PLACE.findall(CHINESE["refusals"][key])} & PERSONAL == set()
