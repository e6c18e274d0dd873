"""`taizhang import`: exit status, words, the file of bad lines, dry runs."""

import csv
import json

import pytest

from application.imports.files import Line, lines_of
from application.kernel.log.register import Register
from application.kernel.projecting.projector import Projector
from tests.cli.conftest import BAD, OTHER, RATE, REGISTER, lines

INTERRUPTED = 130


def stopped(*_args: object, **_named: object) -> None:
    raise KeyboardInterrupt


def stopped_at(kind, step, taizhang, here, monkeypatch):
    """A file of one more person, and its import, stopped at a step."""
    taizhang("import", lines(here / "first.jsonl", REGISTER))
    file = lines(here / "good.jsonl", OTHER)
    with monkeypatch.context() as patched:
        patched.setattr(kind, step, stopped)
        return file, taizhang("import", file)


def denominator(taizhang):
    answer = json.loads(taizhang(*RATE, "--format", "json").stdout)
    return answer["rows"][0]["denominator"]


def test_good_lines_are_written_and_twice_is_once(taizhang, here):
    file = lines(here / "good.jsonl", REGISTER, OTHER)
    first, second = taizhang("import", file), taizhang("import", file)
    assert (first.exit_code, first.stderr) == (0, "2 good, 0 already there, 0 bad: written\n")
    assert "0 good, 2 already there, 0 bad: nothing to write" in second.stderr
    assert first.stdout == second.stdout == ""
    assert denominator(taizhang) == 2


def test_whoever_stops_late_is_told_that_it_is_written(taizhang, here, monkeypatch):
    file, late = stopped_at(Projector, "project", taizhang, here, monkeypatch)
    assert late.exit_code == INTERRUPTED
    assert late.stderr.startswith("stopped, but the good lines are written; their read models")
    assert denominator(taizhang) == 2
    assert "0 good, 1 already there" in taizhang("import", file).stderr


def test_whoever_stops_early_is_told_nothing_and_nothing_is_written(taizhang, here, monkeypatch):
    file, early = stopped_at(Register, "save", taizhang, here, monkeypatch)
    assert (early.exit_code, early.stderr) == (INTERRUPTED, "")
    assert "1 good, 0 already there" in taizhang("import", file).stderr


def test_a_bad_line_is_told_and_nothing_is_written(taizhang, here):
    result = taizhang("import", lines(here / "bad.jsonl", REGISTER, BAD))
    told, counted = result.stderr.splitlines()
    assert result.exit_code == 1
    assert told.startswith("line 2: ") and "999999001" in told
    assert counted == "1 good, 0 already there, 1 bad: nothing written"
    assert denominator(taizhang) == 0


def test_words_are_chinese_where_chinese_is_read(taizhang, here, monkeypatch):
    monkeypatch.setenv("TAIZHANG_LANGUAGE", "zh")
    result = taizhang("import", lines(here / "bad.jsonl", REGISTER | {"category": "rich"}))
    assert "line 1: category: 只能填规定的词" in result.stderr


def test_good_lines_are_accepted_when_that_is_wanted(taizhang, here):
    file = lines(here / "bad.jsonl", REGISTER, BAD)
    result = taizhang("import", file, "--accept-good")
    assert (result.exit_code, denominator(taizhang)) == (1, 1)


def test_a_dry_run_stops_after_the_check(taizhang, here):
    result = taizhang("import", lines(here / "good.jsonl", REGISTER), "--dry-run")
    assert (result.exit_code, denominator(taizhang)) == (0, 0)
    assert "nothing written (--dry-run)" in result.stderr


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx"])
def test_bad_lines_are_collected_and_put_right_can_be_imported(taizhang, here, suffix):
    collected = here / f"collected{suffix}"
    file = lines(here / "bad.jsonl", REGISTER, BAD)
    taizhang("import", file, "--accept-good", "--errors", collected)
    (bad,) = lines_of(collected)
    assert isinstance(bad, Line)
    assert bad.fields["error_line"] in (2, "2")
    assert bad.fields["error_code"] == "unit-unknown"
    assert "999999001" in str(bad.fields["error_reason"])
    original = {name: bad.fields[name] for name in BAD}
    assert original == BAD
    right = lines(here / "right.jsonl", bad.fields | {"station": OTHER["station"]})
    assert taizhang("import", right).exit_code == 0
    assert denominator(taizhang) == 2


def test_a_line_that_is_no_json_is_collected_as_it_stood(taizhang, here):
    file = here / "bad.jsonl"
    file.write_text("{broken\n", encoding="utf-8")
    taizhang("import", file, "--errors", here / "errors.jsonl")
    entry = json.loads((here / "errors.jsonl").read_text(encoding="utf-8"))
    assert (entry["error_text"], entry["error_code"]) == ("{broken", "not-json")


def test_a_file_of_errors_of_another_kind_is_refused_before_anything_is_done(taizhang, here):
    file = lines(here / "good.jsonl", REGISTER)
    result = taizhang("import", file, "--errors", here / "errors.txt")
    assert result.exit_code == 2 and "--errors" in result.stderr
    assert not (here / "var").exists()


def test_a_table_with_chinese_headings_is_read(taizhang, here):
    row = {
        "身份证号": REGISTER["id_number"],
        "姓名": "陈建国",
        "人员类别": "soe_laid_off",
        "失业日期": "2003/9/30",
        "station": "440703002",
        "生效日期": "2003年10月8日",
    }
    with (here / "rows.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    result = taizhang("import", here / "rows.csv", "--command", "register-worker")
    assert result.stderr == "1 good, 0 already there, 0 bad: written\n"


def test_a_template_has_a_column_for_every_field_that_the_import_takes(taizhang, here):
    form = here / "form.xlsx"
    assert taizhang("template", "register-worker", form).exit_code == 0
    result = taizhang("import", form)
    assert result.exit_code in (0, 2)
    assert "duplicate" not in result.stderr


@pytest.mark.parametrize("command", ["promote-worker", ""])
def test_an_unknown_command_is_one_clear_line(taizhang, here, command):
    result = taizhang("import", lines(here / "a.jsonl", REGISTER), "--command", command)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
