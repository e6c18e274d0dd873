"""What every kind of file is asked first, and history files line by line."""

import os
from pathlib import Path
from time import perf_counter

import pytest

from application.imports.files import BadLine, Line, UnusableFile, lines_of
from tests.imports.files_at_hand import fields, read, refusal, written

GOOD = b'{"command": "close-case", "worker": "44070319530315021X", "reason": "died"}\n'


def test_a_line_is_the_command_with_its_fields_under_its_number(tmp_path: Path) -> None:
    path = written(tmp_path / "h.jsonl", b"\xef\xbb\xbf" + GOOD + b"\n \r\n" + GOOD.strip())
    wanted: dict[str, object] = {
        "command": "close-case",
        "worker": "44070319530315021X",
        "reason": "died",
    }
    assert read(path) == [Line(1, wanted), Line(4, wanted)]


def test_a_command_given_fills_in_where_the_line_names_none(tmp_path: Path) -> None:
    path = written(tmp_path / "h.json", GOOD + b'{"worker": "1"}\n')
    assert [line["command"] for line in fields(path, command="review-certificate")] == [
        "close-case",
        "review-certificate",
    ]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b'{"a": }\n', "not-json"),
        (b'{"a": "\x01"}\n', "not-json"),
        (b'{"a": "\\ud800"}\n', "not-json"),
        (b'{"a":' * 2000 + b"1" + b"}" * 2000 + b"\n", "not-json"),
        (b'{"a":' * 18 + b"1" + b"}" * 18 + b"\n", "nested-too-deep"),
        (b'{"a":' + b"[" * 18 + b"]" * 18 + b"}\n", "nested-too-deep"),
        (b'["a"]\n', "not-an-object"),
        (b"3\n", "not-an-object"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_read(
    tmp_path: Path, raw: bytes, problem: str
) -> None:
    lines = read(written(tmp_path / "h.jsonl", GOOD + raw))
    assert isinstance(lines[0], Line)
    assert isinstance(lines[1], BadLine)
    assert (lines[1].number, lines[1].problem, len(lines)) == (2, problem, 2)


def test_brackets_within_text_are_no_nesting_and_the_last_of_two_keys_holds(tmp_path: Path) -> None:
    path = written(tmp_path / "h.jsonl", b'{"note": "%s", "a": 1, "a": 2}\n' % (b"[{" * 40))
    assert fields(path)[0]["a"] == 2


def test_what_a_bad_line_says_never_repeats_the_line(tmp_path: Path) -> None:
    path = written(tmp_path / "h.jsonl", GOOD + b'{"worker": 44070319530315021X}\n')
    bad = read(path)[1]
    assert isinstance(bad, BadLine)
    assert "4407" not in repr((bad.field, bad.problem, bad.facts))
    assert bad.fields == {"error_text": '{"worker": 44070319530315021X}'}


@pytest.mark.parametrize(
    ("raw", "column"), [(b'{"a": }\n', 7), (b'{"a": 1\n', 8), ('{"a": "陈"\r\n'.encode(), 11)]
)
def test_where_a_line_goes_wrong_is_told_within_the_line(
    tmp_path: Path, raw: bytes, column: int
) -> None:
    bad = read(written(tmp_path / "h.jsonl", GOOD + raw))[1]
    assert isinstance(bad, BadLine)
    assert bad.facts == {"column": column}


def test_a_row_with_open_quotes_is_kept_as_it_stood(tmp_path: Path) -> None:
    path = written(tmp_path / "a-b.csv", 'name,note\n甲,"x"y\n乙,z\n'.encode())
    bad, good = read(path)
    assert isinstance(bad, BadLine) and isinstance(good, Line)
    assert bad.fields == {"error_text": '甲,"x"y'}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("h.jsonl", b"", "empty-file"),
        ("h.jsonl", GOOD + b'{"command": "close-ca', "cut-off"),
        ("h.xlsx", b"", "empty-file"),
        ("h.jsonl", b"\n \n", "empty-file"),
        ("h.csv", b"\xef\xbb\xbf\r\n", "empty-file"),
        ("h.jsonl", GOOD + b"\x00" * 600, "binary-content"),
        ("h.csv", b"PK\x03\x04 and so on", "binary-content"),
        ("h.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary-content"),
        ("h.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-a-workbook"),
        ("h.xlsx", GOOD, "not-a-workbook"),
        ("h.jsonl", '{"name": "陈"}\n'.encode("gb18030"), "wrong-encoding"),
        ("h.jsonl", GOOD.decode().encode("utf-16"), "wrong-encoding"),
        ("close-case.csv", "worker\n陈".encode("utf-16"), "wrong-encoding"),
        ("close-case.csv", b"worker\n\xff\xfe", "wrong-encoding"),
        ("h.json", b'[{"command": "close-case"}]', "not-json-lines"),
        ("h.json", b'{\n  "command": "close-case"\n}\n', "not-json-lines"),
        ("h.jsonl", b'{"note": "%s"}\n' % (b"x" * 70_000), "line-too-long"),
        ("h.txt", GOOD, "unknown-format"),
        ("h", GOOD, "unknown-format"),
    ],
)
def test_nonsense_is_refused_once_by_its_code(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    assert refusal(written(tmp_path / name, content)) == code


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "folder.jsonl"
    folder.mkdir()
    os.mkfifo(tmp_path / "pipe.jsonl")
    for path, code in {
        tmp_path / "nowhere.jsonl": "no-such-file",
        tmp_path / ("long" * 100 + ".jsonl"): "unreadable",
        tmp_path / "nul\0.jsonl": "unreadable",
        folder: "not-a-file",
        tmp_path / "pipe.jsonl": "not-a-file",
    }.items():
        with pytest.raises(UnusableFile) as refused:
            lines_of(path)
        assert refused.value.code == code


def test_a_file_of_100_mb_is_refused_by_its_size_unless_the_limit_is_raised(tmp_path: Path) -> None:
    line = GOOD.strip()[:-1] + b', "note": "' + b"x" * 10_000 + b'"}\n'
    path = written(tmp_path / "h.jsonl", line * (100_000_000 // len(line) + 1))
    began = perf_counter()
    with pytest.raises(UnusableFile) as refused:
        lines_of(path)
    assert perf_counter() - began < 0.05
    assert refused.value.code == "too-large"
    assert sum(1 for _ in lines_of(path, max_bytes=2**30)) == 100_000_000 // len(line) + 1


def test_more_lines_than_allowed_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "h.jsonl", GOOD * 4)
    assert len(read(path, max_rows=4)) == 4
    assert refusal(path, max_rows=3) == "too-many-rows"
