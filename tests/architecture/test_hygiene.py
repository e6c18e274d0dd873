"""What no reader should stumble over: traces of one machine, slips of the pen, lost decisions."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, files, name_of, text_of

MACHINE = re.compile(
    r"(?<![\w.~:/-])/(?:root|work|tmp|home/\w+|Users/\w+)/"  # a path of somebody's machine
    r"|(?:pypi|pythonhosted|npmjs)\.(?:org|com)"  # a registry, by name,
    r"|https?://[^\s'\"]*/simple\b"  # by its index,
    r"|--(?:extra-)?index-url[ =]|--(?:trusted)-host"  # or by option
)

HAN = r"[\u3400-\u9fff]"
HALF_WIDTH = re.compile(rf"{HAN} ?[,;:!?.()] ?(?={HAN})")
# A document's own numbering, as in 三(二)1(4), is quoted as it stands.
NUMBERING = re.compile(r"\((?:[一二三四五六七八九十]+|\d+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

CITED_DECISION = re.compile(r"\bdocs/decisions/[\w-]+\.md")
SECTIONS = {
    "context": re.compile(r"^#+ (?:Context|背景)\b", re.MULTILINE),
    "decision": re.compile(r"^#+ (?:Decision|决定)\b", re.MULTILINE),
    "consequence": re.compile(r"^#+ (?:Consequences?|后果)\b", re.MULTILINE),
}


def traces_of_a_machine(text: str) -> list[str]:
    return [found.group() for found in MACHINE.finditer(text)]


def half_width_slips(text: str) -> list[str]:
    """Half-width punctuation between Chinese characters, code left out."""
    prose = NUMBERING.sub("1", CODE.sub("", text))
    return [found.group() for found in HALF_WIDTH.finditer(prose)]


def missing_sections(record: str) -> list[str]:
    return [name for name, heading in SECTIONS.items() if not heading.search(record)]


def decision_records() -> Iterator[Path]:
    return (
        path for path in ROOT.glob("docs/decisions/*.md") if path.stem not in {"README", "index"}
    )


def test_no_file_names_a_registry_or_a_path_of_one_machine():
    found = {
        name_of(path): traces for path in files() if (traces := traces_of_a_machine(text_of(path)))
    }
    assert found == {}


def test_chinese_texts_use_full_width_punctuation():
    texts = files(".po", ".html", ".md")
    found = {name_of(path): slips for path in texts if (slips := half_width_slips(text_of(path)))}
    assert found == {}


def test_every_decision_record_has_context_decision_and_consequence():
    found = {
        name_of(path): missing
        for path in decision_records()
        if (missing := missing_sections(text_of(path)))
    }
    assert found == {}


def test_every_cited_decision_record_exists():
    cited = {name for path in files() for name in CITED_DECISION.findall(text_of(path))}
    assert sorted(name for name in cited if not (ROOT / name).exists()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "/".join(["", "home", "somebody", "ledger"]),
        "/".join(["", "tmp", "ledger.sqlite"]),
        ".".join(["https://pypi", "org"]),
        "https://" + "mirror.example/simple",
        "--index" + "-url https://mirror.example",
    ],
)
def test_a_planted_trace_is_found(planted: str):
    assert traces_of_a_machine(f"Look in {planted} for it.")


@pytest.mark.parametrize(
    "planted",
    ["工人,台帐", "工人, 台帐", "日期:必填", "台帐(纸本)在此", "已登记.请核对", "好吗?好"],
)
def test_a_planted_slip_of_the_pen_is_found(planted: str):
    assert half_width_slips(planted)


@pytest.mark.parametrize(
    "fine",
    [
        "工人，台帐",
        "江府[2003]43号 三(二)1(4)",
        "`姓名,身份证号`",
        "```\n姓名,类别\n```",
        "江门 12:30",
    ],
)
def test_a_fine_text_is_left_alone(fine: str):
    assert half_width_slips(fine) == []


def test_a_record_without_its_consequence_is_found():
    assert missing_sections("# Log\n\n## Context\n\n## Decision\n") == ["consequence"]
    assert missing_sections("# 日志\n\n## 背景\n\n## 决定\n\n## 后果\n") == []
