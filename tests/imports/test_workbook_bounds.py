"""Archives made to break whoever opens them: one refusal each, and nothing of it unpacked."""

import random
import struct
import zipfile
from pathlib import Path

import pytest

from application.imports import workbook_bounds
from application.imports.files import UnusableFile, lines_of
from tests.imports.files_at_hand import (
    MAIN,
    SHEET,
    TEXTS,
    fields,
    refusal,
    sheet_xml,
    table,
    with_part,
    written,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.xlsx"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_broken(path: Path, kept: float) -> None:
    whole = table(path, ["name"], ["陈"]).read_bytes()
    assert refusal(written(path, whole[: int(len(whole) * kept)])) == "broken-workbook"


def test_an_archive_without_a_workbook_in_it_is_broken(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refusal(path) == "broken-workbook"


def test_a_part_that_unpacks_to_far_more_than_itself_is_refused(path: Path) -> None:
    assert refusal(with_part(path, "docProps/app.xml", b" " * 3_000_000)) == "unpacks-too-large"


def test_a_size_that_the_archive_declares_is_not_believed(path: Path) -> None:
    raw = with_part(path, "docProps/app.xml", b" " * 3_000_000).read_bytes()
    forged = raw.replace(struct.pack("<L", 3_000_000), struct.pack("<L", 700))
    assert forged != raw
    assert refusal(written(path, forged)) == "unpacks-too-large"


def test_all_parts_together_unpack_to_no_more_than_the_limit(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table(path, ["name"])
    monkeypatch.setattr(workbook_bounds, "MOST_UNPACKED", 3_000)
    assert refusal(path) == "unpacks-too-large"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>', "unpacks"),
        (b"<row r='1'><c s='1' r = 'XFD1048576'><v>1</v></c></row>", "unpacks"),
        (b'<row><c\n t="n" \n r="XFD1048576"><v>1</v></c></row>', "unpacks"),
        (b'<row r="1"><c r="A9999999"><v>1</v></c></row>', "broken"),
        (b'<row r="1"><c r="A99999999999"><v>1</v></c></row>', "broken"),
        (b'<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "broken"),
        (b'<row r="1"><c><v>1</v></c></row>', "broken"),
        (b'<row r="1"><c a=">" r="XFD1048576"><v>1</v></c></row>', "broken"),
    ],
)
def test_a_sheet_is_measured_before_it_is_laid_out(path: Path, rows: bytes, code: str) -> None:
    assert refusal(with_part(path, SHEET, sheet_xml(rows))).startswith(code)


@pytest.mark.parametrize("shift", (7, 14, 21))
def test_a_cell_is_measured_wherever_the_reading_is_cut(path: Path, shift: int) -> None:
    noise = random.Random(1).randbytes(2 * 2**20).hex().encode()[: 2**20 - 100 - shift]
    cell = b'<row r="1"><c r="XFD1048576"><v>1</v></c></row>'
    content = sheet_xml(b"<!--" + noise + b"-->" + cell)
    assert refusal(with_part(path, SHEET, content)) == "unpacks-too-large"


def test_a_long_text_shown_by_many_cells_is_counted_each_time(path: Path) -> None:
    text = random.Random(2).randbytes(500_000).hex().encode()
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 1200)
    )
    plain = with_part(path, SHEET, sheet_xml(cells)).read_bytes()
    parts = {TEXTS: b'<sst xmlns="%s"><si><t>%s</t></si></sst>' % (MAIN.encode(), text)}
    source = written(path.with_name("source.zip"), plain)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
    assert refusal(path) == "unpacks-too-large"


def test_entities_are_never_expanded(path: Path) -> None:
    rows = b'<row r="1"><c r="A1" t="str"><v>note</v></c></row><row r="2">%s</row>'
    doctype = b'<!DOCTYPE l [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    cell = b'<c r="A2" t="str"><v>&b;&b;&b;&b;x</v></c>'
    with_part(path, SHEET, doctype + sheet_xml(rows % cell))
    try:
        assert "boom" not in str(fields(path))
    except UnusableFile as refused:
        assert refused.code == "broken-workbook"


def test_any_damage_ends_in_lines_or_one_refusal(path: Path) -> None:
    chance = random.Random(3)
    whole = table(path, ["name", "note"], *[["陈", n] for n in range(40)]).read_bytes()
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            for _line in lines_of(written(path, bytes(damaged))):
                pass
        except UnusableFile as refused:
            assert refused.code
