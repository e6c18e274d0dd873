"""Whatever the ledger can refuse, hold or ask for has words."""

import pytest

from application.tracker import HANDLERS
from domain.catalogue import FACTS
from domain.policy.parameters import PARAMETERS
from domain.target.targets import OPENING
from interfaces.accounts.roles import Role
from interfaces.texts import field_name, parameter_meaning, refusal_words, vocabulary
from interfaces.texts.catalogue import CHINESE
from interfaces.texts.filling import PLACE
from tests.texts import sources

LANGUAGES = ("zh", "en")


def places_of(code: str) -> set[str]:
    """The facts that the texts of a code show."""
    texts = (text for key, text in CHINESE["refusals"].items() if key.split(".")[0] == code)
    return {name for text in texts for name, _ in PLACE.findall(text)}


@pytest.mark.parametrize("code", sorted(sources.refusals()))
def test_every_refusal_has_words(code: str):
    assert code in CHINESE["refusals"]


@pytest.mark.parametrize("code", sorted(sources.refusals()))
def test_a_refusal_shows_only_facts_that_its_class_gives(code: str):
    given = sources.facts_given()[sources.refusals()[code].__name__]
    assert places_of(code) - given - {"clashes_with"} == set()


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (code, problem)
        for code, kind in sorted(sources.refusals().items())
        for problem in sorted(sources.problems()[kind.__name__])
    ],
)
def test_every_problem_of_a_refusal_has_words(code: str, problem: str):
    assert f"{code}.{problem}" in CHINESE["refusals"]


@pytest.mark.parametrize("code", sorted(sources.file_problems()))
def test_every_unusable_file_and_bad_line_has_words(code: str):
    assert code in CHINESE["refusals"]


@pytest.mark.parametrize("code", sorted(sources.file_problems()))
def test_an_unusable_file_shows_only_facts_that_are_given(code: str):
    passed_on = {"line"} if code in {"cut-off", "bad-quotes"} else set()
    assert places_of(code) - sources.file_problems()[code] - passed_on == set()


@pytest.mark.parametrize(
    "word",
    [
        *sorted({str(word) for kind in sources.enums() for word in kind}),
        *(fact.stored_as for fact in FACTS),
        *HANDLERS,
        *OPENING,
    ],
)
def test_every_value_fact_and_command_has_words(word: str):
    assert word in CHINESE["words"]
    assert all(vocabulary(word, language) != word for language in LANGUAGES)


@pytest.mark.parametrize(
    ("command", "field"),
    [(name, field) for name, handler in HANDLERS.items() for field in handler.command.model_fields],
)
def test_every_field_of_a_command_has_a_name(command: str, field: str):
    assert all(field_name(field, language, command) != field for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", HANDLERS)
def test_no_two_fields_of_a_command_share_a_name(command: str, language: str):
    fields = HANDLERS[command].command.model_fields
    names = [field_name(field, language, command) for field in fields]
    assert len(set(names)) == len(names)


def test_every_parameter_is_told_in_both_languages_as_the_policy_means_it():
    assert CHINESE["parameters"] == {each.name: each.meaning for each in PARAMETERS}
    for each in PARAMETERS:
        assert parameter_meaning(each.name, "zh") == each.meaning
        assert parameter_meaning(each.name, "en").isascii()


def test_the_roles_named_in_the_refusal_are_the_roles():
    for language in LANGUAGES:
        words = refusal_words("role-unknown", {}, language)
        assert [role for role in Role if role not in words] == []
