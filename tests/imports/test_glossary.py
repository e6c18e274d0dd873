"""Words of the trade in the cells of a file, in place of codes."""

from pathlib import Path

import pytest

from application.exports.sheets import sheet_name
from application.exports.template import write_template
from application.imports.files import lines_of
from application.imports.glossary import Glossary, UnitNameUnclear
from application.kernel.actors import Actor, Right
from application.tracker import HANDLERS
from domain.unit.units import Level, Unit, UnitTree
from interfaces.files.forms import columns_of, units_to_offer
from interfaces.files.reading import commands_by_title, lines_in
from interfaces.texts import spoken
from tests.imports.files_at_hand import table
from tests.imports.lines_at_hand import NOW, OTHER, REGISTER, START, brought, codes

CITY = Unit(code="440700", name="江门市", level=Level.CITY)
UNITS = UnitTree(
    [
        CITY,
        Unit(code="440703", name="蓬江区", level=Level.COUNTY, parent="440700"),
        Unit(code="440705", name="新会区", level=Level.COUNTY, parent="440700"),
        Unit(code="440703002", name="白沙街道", level=Level.STREET, parent="440703"),
        Unit(code="440703101", name="环城镇", level=Level.STREET, parent="440703"),
        Unit(code="440705101", name="环城镇", level=Level.STREET, parent="440705"),
        Unit(code="440703002101", name="中心社区", level=Level.COMMUNITY, parent="440703002"),
        Unit(code="440703101101", name="中心社区", level=Level.COMMUNITY, parent="440703101"),
    ]
)


def glossary(area: str | None = None) -> Glossary:
    return Glossary(HANDLERS, spoken, UNITS, area)


def value(command: str, field: str, word: str, area: str | None = None) -> object:
    values, unclear = glossary(area).values(HANDLERS[command].command, {field: word})
    if unclear:
        raise unclear[field]
    return values[field]


@pytest.mark.parametrize(
    ("command", "field", "word", "meant"),
    [
        ("register-worker", "category", "国有企业下岗职工", "soe_laid_off"),
        ("register-worker", "category", " 国有企业 下岗职工", "soe_laid_off"),
        ("register-worker", "category", "soe_laid_off", "soe_laid_off"),
        ("register-worker", "sex", "女", "female"),
        ("register-worker", "sex", "FEMALE", "female"),
        ("register-worker", "able_to_work", "是", "true"),
        ("register-worker", "able_to_work", "No", "false"),
        ("start-employment", "kind", "灵活就业", "flexible"),
        ("end-employment", "reason", "其他", "other"),
        ("close-case", "reason", "退休", "retired"),
        ("report-figure", "figure", "自然减员", "natural_attrition"),
        ("register-worker", "category", "富人", "富人"),
        ("register-worker", "name", "是", "是"),
        ("register-worker", "salary", "是", "是"),
    ],
)
def test_a_word_of_a_field_is_its_value(command: str, field: str, word: str, meant: str):
    assert value(command, field, word) == meant


def test_every_choice_of_every_command_is_told_by_its_words_in_both_languages():
    for command in HANDLERS:
        for language in ("zh", "en"):
            for column in columns_of(command, language):
                for word in column.choices:
                    meant = value(command, column.field, word)
                    assert word in spoken(str(meant)), (command, column.field, word)


@pytest.mark.parametrize(
    ("name", "area", "code"),
    [
        ("白沙街道", None, "440703002"),
        ("蓬江区白沙街道", None, "440703002"),
        ("蓬江区 环城镇", None, "440703101"),
        ("环城镇", "440705", "440705101"),
        ("新会区环城镇", "440703", "440705101"),
        ("中心社区", "440703002", "440703002101"),
        ("440703002", "440705", "440703002"),
        ("４４０７０３ ００２", None, "440703002"),
    ],
)
def test_a_unit_is_told_by_its_name_where_that_is_clear(name: str, area: str | None, code: str):
    assert value("register-worker", "station", name, area) == code


@pytest.mark.parametrize(
    ("name", "area", "facts"),
    [
        ("环城镇", None, {"problem": "shared", "codes": ["440703101", "440705101"]}),
        ("中心社区", "440703", {"problem": "shared", "codes": ["440703002101", "440703101101"]}),
        ("无此街道", None, {"problem": "unknown"}),
        ("蓬江区", None, {"problem": "unknown"}),
    ],
)
def test_a_name_that_says_no_one_station_is_told_so(name: str, area: str | None, facts: object):
    with pytest.raises(UnitNameUnclear) as refused:
        value("register-worker", "station", name, area)
    assert refused.value.facts == facts


def test_a_target_may_be_of_any_unit():
    assert value("set-target", "unit", "蓬江区") == "440703"


def test_words_and_codes_are_the_same_command(tracker):
    brought(tracker, REGISTER, START)
    worded = REGISTER | {
        "command": "登记",
        "category": "国有企业下岗职工",
        "station": "单位440703002",
    }
    report = brought(tracker, worded, START | {"kind": "劳动合同就业"}, spoken=spoken)
    assert (report.already_there, report.refused) == (2, [])


def test_a_line_is_told_all_that_is_wrong_with_it(tracker):
    line = OTHER | {"station": "无此街道", "category": "富人"}
    report = brought(tracker, line, spoken=spoken)
    assert codes(report) == [(1, "category", "enum"), (1, "station", "unit-name-unclear")]
    assert report.refused[0].fields == line


def test_a_unit_by_name_outside_the_area_is_refused_like_one_by_code(tracker):
    clerk = Actor("clerk", "440703005", frozenset({Right.WRITE_CASES}))
    line = REGISTER | {"station": "单位440703002"}
    assert codes(brought(tracker, line, by=clerk, spoken=spoken)) == [(1, None, "outside-area")]


def test_the_first_good_lines_are_shown_as_they_stood(tracker):
    report = brought(tracker, OTHER | {"category": "国有企业下岗职工"}, REGISTER, spoken=spoken)
    assert [line.fields["category"] for line in report.first_good] == [
        "国有企业下岗职工",
        "soe_laid_off",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_form_is_read_back_by_its_title_and_headings(tmp_path: Path, language):
    title = spoken("close-case")[0 if language == "zh" else 1]
    columns = columns_of("close-case", language)
    write_template(tmp_path / "form.xlsx", title, columns)
    assert list(lines_of(tmp_path / "form.xlsx", titles={title: "close-case"})) == []
    row = ["440703195305012419" if each.field == "worker" else "x" for each in columns]
    filled = table(tmp_path / "f.xlsx", [each.heading for each in columns], row, sheet=title)
    (line,) = lines_in(filled, None, 1 << 20)()
    assert line.fields == {
        "command": "close-case",
        **{each.field: cell for each, cell in zip(columns, row, strict=True)},
    }


def test_units_are_offered_by_names_that_are_told_apart():
    everywhere = units_to_offer(UNITS, None, NOW.date())
    assert everywhere["station"] == ["白沙街道", "蓬江区环城镇", "新会区环城镇"]
    assert everywhere["unit"][0] == "江门市"
    station = units_to_offer(UNITS, "440703002", NOW.date())
    assert station["station"] == ["白沙街道", "中心社区"]
    assert station["to_station"] == everywhere["station"]
    for area in (None, "440703", "440703002"):
        for name in units_to_offer(UNITS, area, NOW.date())["station"]:
            assert value("register-worker", "station", name, area)


def test_a_sheet_may_be_called_by_the_words_of_each_command():
    titles = commands_by_title()
    assert len(titles) == 2 * len(HANDLERS)
    assert [title for title in titles if sheet_name(title) != title] == []
