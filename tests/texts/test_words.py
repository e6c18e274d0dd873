"""Languages, values and the names of fields."""

import subprocess
import sys

import pytest

from application.imports.headings import ALIASES
from application.tracker import HANDLERS
from interfaces.texts import field_name, fields_by_heading, language, vocabulary


@pytest.mark.parametrize(
    ("environ", "spoken"),
    [
        ({"TAIZHANG_LANGUAGE": "zh"}, "zh"),
        ({"TAIZHANG_LANGUAGE": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"TAIZHANG_LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_TW", "LANG": "en_GB"}, "zh"),
        ({"LC_MESSAGES": "en_GB", "LANG": "zh_CN"}, "en"),
        ({"LANG": "ZH_cn"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_that_of_the_locale(environ, spoken: str):
    assert language(environ) == spoken


def test_the_language_is_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("TAIZHANG_LANGUAGE", "zh")
    assert language() == "zh"


def test_values_facts_and_commands_have_words():
    assert vocabulary("worker.registered", "zh") == "登记"
    assert vocabulary("worker.registered", "en") == "Registered"
    assert vocabulary("register-worker", "en") == "Register a worker"
    assert vocabulary("soe_laid_off", "zh") == "国有企业下岗职工"


def test_what_is_none_of_the_ledgers_words_comes_back():
    assert vocabulary("某厂", "en") == "某厂"
    assert field_name("odd", "zh") == "odd"


def test_a_field_is_called_by_what_it_is_within_its_command():
    assert field_name("name", "zh") == "姓名"
    assert field_name("name", "zh", "register-worker") == "姓名"
    assert field_name("name", "en", "set-parameter") == "Parameter"


def test_every_heading_names_one_field():
    fields = fields_by_heading()
    assert fields["公民身份号码"] == fields["Identity number"] == "id_number"
    assert fields["参数名称"] == "name"
    for heading, field in fields.items():
        called = {
            field_name(field, spoken, within)
            for spoken in ("zh", "en")
            for within in ("", "account-entry-unusable", "units-file-unusable", *HANDLERS)
        }
        assert heading in called


def test_the_headings_of_stations_mean_the_same_as_ours():
    ours = fields_by_heading()
    assert {word: field for word, field in ALIASES.items() if ours.get(word, field) != field} == {}


def test_words_cost_no_library_and_no_file_before_they_are_needed():
    probe = (
        "import sys; before = set(sys.modules); import interfaces.texts as texts;"
        "texts.refusal_words('not-employed', {}, 'en');"
        "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert {"babel", "pydantic", "application", "domain"} & set(done.stdout.split()) == set()
