"""Tables as text."""

import tracemalloc
from pathlib import Path

import pytest

from application.imports.files import BadLine, Line
from tests.imports.files_at_hand import fields, read, refusal, written

HEADERS = {"姓名": "name", "失业日期": "unemployed_since", "命令": "command"}
NAMED = "姓名,失业日期\r\n 陈建国　,2003年6月30日\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_rows_are_commands_of_the_name_of_the_file(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = NAMED.replace(",", delimiter)
    path = written(tmp_path / "register-worker.csv", text.encode(encoding))
    assert fields(path, headers=HEADERS) == [
        {"name": "陈建国", "unemployed_since": "2003-06-30", "command": "register-worker"}
    ]


def test_the_command_comes_from_its_column_then_from_the_caller(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.csv", "命令,姓名\nclose-case,陈\n,李\n".encode())
    assert [row.get("command") for row in fields(path, headers=HEADERS)] == ["close-case", None]
    rows = fields(path, headers=HEADERS, command="register-worker")
    assert [row["command"] for row in rows] == ["close-case", "register-worker"]
    assert refusal(written(tmp_path / "rows.csv", NAMED.encode())) == "no-command"


def test_empty_cells_are_absent_and_rows_keep_the_numbers_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path / "close-case.csv", b'\na,b,\n1,,\n,,\n"x\ny",2\n3\n')
    assert [(line.number, line.fields) for line in read(path) if isinstance(line, Line)] == [
        (3, {"a": "1", "command": "close-case"}),
        (5, {"a": "x\ny", "b": "2", "command": "close-case"}),
        (7, {"a": "3", "command": "close-case"}),
    ]


@pytest.mark.parametrize(
    ("written_as", "read_as"),
    [
        ("20030630", "2003-06-30"),
        ("2003-6-30", "2003-06-30"),
        ("2003/6/3", "2003-06-03"),
        ("2003.6.3", "2003-06-03"),
        ("2003年6月30日", "2003-06-30"),
        ("2003年6月30号", "2003-06-30"),
        ("2003. 6. 30", "2003-06-30"),
        ("2003/6/3 0:00", "2003-06-03"),
        ("2003/6/3 00:00:00", "2003-06-03"),
        ("2003/6/3 8:00", "2003/6/3 8:00"),
        ("\uff12\uff10\uff10\uff13\uff0d\uff10\uff16\uff0d\uff13\uff10", "2003-06-30"),
        ("2003-06-30", "2003-06-30"),
        ("2003-2-30", "2003-2-30"),
        ("2003-6/30", "2003-6/30"),
        ("03-6-30", "03-6-30"),
        ("2003-06-30T10:00", "2003-06-30T10:00"),
    ],
)
def test_a_day_is_read_as_people_write_it(tmp_path: Path, written_as: str, read_as: str) -> None:
    days = ("effective_on", "unemployed_since", "birth_date", "valid_until", "period_end")
    text = f"{','.join(days)},note\n" + f"{written_as}," * len(days) + written_as
    row = fields(written(tmp_path / "report-figure.csv", text.encode()))[0]
    assert [row[day] for day in days] == [read_as] * len(days)
    assert row["note"] == written_as


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (b'"x"y,1', "bad-quotes"),
        (b"1,2,3", "cell-without-heading"),
    ],
)
def test_a_bad_row_is_told(tmp_path: Path, row: bytes, problem: str) -> None:
    lines = read(written(tmp_path / "close-case.csv", b"a,b\n1,2\n" + row))
    assert isinstance(lines[1], BadLine)
    assert (lines[1].number, lines[1].problem) == (3, problem)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"a,b,a\n1,2,3\n", "duplicate-column"),
        ("姓名,name\n1,2\n".encode(), "duplicate-column"),
        (b'"a,b\n1,2\n', "cut-off"),
        (b'a,b\n1,2\n"never closed,', "cut-off"),
        (b"a,b\n1,2\n1", "cut-off"),
        (b'a,b\n"never closed' + b"\n1,2" * 30_000, "line-too-long"),
        (b"a,b\n" + b"1," * 500_000, "line-too-long"),
        (b"a" * 70_000, "line-too-long"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(tmp_path: Path, text: bytes, code: str) -> None:
    assert refusal(written(tmp_path / "close-case.csv", text), headers=HEADERS) == code


def test_only_a_single_record_is_limited_in_length(tmp_path: Path) -> None:
    path = written(tmp_path / "close-case.csv", b"a,b\n" + b"1,2\n" * 100)
    assert len(fields(path, max_line_bytes=3)) == 100
    assert refusal(path, max_line_bytes=2) == "line-too-long"


def test_a_million_columns_are_refused_before_a_cell_is_made_of_each(tmp_path: Path) -> None:
    path = written(tmp_path / "close-case.csv", b",".join(b"c%d" % n for n in range(1_000_000)))
    tracemalloc.start()
    assert refusal(path) == "too-many-columns"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 2**20
    padded = written(path, b"a,b" + b"," * 300 + b"\n1,2" + b"," * 300 + b"\n")
    assert fields(padded) == [{"a": "1", "b": "2", "command": "close-case"}]


def test_a_title_may_stand_above_the_header_row(tmp_path: Path) -> None:
    text = "白沙街道登记表,\r\n\r\n姓名,失业日期\r\n陈建国,2003.6.30"
    (line,) = read(written(tmp_path / "register-worker.csv", text.encode("gbk")), headers=HEADERS)
    assert (line.number, line.fields) == (
        4,
        {"name": "陈建国", "unemployed_since": "2003-06-30", "command": "register-worker"},
    )


def test_a_number_that_lost_its_digits_is_told_as_in_a_workbook(tmp_path: Path) -> None:
    text = b"worker,note\n4.40703E+17,4.40703E+17\n"
    (line,) = read(written(tmp_path / "close-case.csv", text))
    assert isinstance(line, BadLine)
    assert (line.field, line.problem, line.facts) == ("worker", "number-as-float", {"column": "A"})
    assert line.fields == {
        "worker": "4.40703E+17",
        "note": "4.40703E+17",
        "command": "close-case",
    }
