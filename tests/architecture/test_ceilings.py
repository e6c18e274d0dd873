"""Nothing grows past what fits a screen and a head.

A module of up to 300 lines is allowed where a decision record names it and says why.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.repository import ROOT, files, name_of

MODULE, MODULE_WITH_DECISION, FUNCTION, TEMPLATE = 200, 300, 30, 120

FOLDERS = [
    folder
    for name in ("domain", "application", "interfaces", "tests", "bench")
    if (folder := ROOT / name).is_dir()
]
MODULES = [path for folder in FOLDERS for path in files(".py", under=folder)]
TEMPLATES = [path for folder in FOLDERS for path in files(".html", under=folder)]


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def ceiling_of(module: str, decisions: str) -> int:
    """`module` as a path from the root, `decisions` the text of all decision records."""
    return MODULE_WITH_DECISION if module in decisions else MODULE


def lines_of_function(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the last line, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = lines_of_function(node)
            if lines > FUNCTION:
                yield f"{node.name} has {lines} lines"


@pytest.fixture(scope="module")
def decisions() -> str:
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("docs/decisions/*.md"))
    )


def test_modules_stay_below_their_ceiling(decisions: str):
    too_long = {
        name: lines
        for path in MODULES
        if (lines := lines_of(path)) > ceiling_of(name := name_of(path), decisions)
    }
    assert too_long == {}


def test_functions_stay_below_their_ceiling():
    too_long = {
        name_of(path): found
        for path in MODULES
        if (found := list(long_functions(path.read_text(encoding="utf-8"))))
    }
    assert too_long == {}


def test_templates_stay_below_their_ceiling():
    too_long = {name_of(path): n for path in TEMPLATES if (n := lines_of(path)) > TEMPLATE}
    assert too_long == {}


def test_a_decision_record_lifts_the_ceiling_of_the_module_it_names():
    record = "The timeline (`domain/worker/timeline.py`) is one thing to read."
    assert ceiling_of("domain/worker/timeline.py", record) == MODULE_WITH_DECISION
    assert ceiling_of("domain/worker/rules.py", record) == MODULE


@pytest.mark.parametrize(
    ("docstring", "statements", "found"),
    [
        ([], 29, []),
        ([], 30, ["planted has 31 lines"]),
        (['"""', "Not counted.", '"""'], 29, []),
        (['"""', "Not counted.", '"""'], 30, ["planted has 31 lines"]),
    ],
)
def test_a_function_is_counted_without_its_docstring(docstring, statements, found):
    body = [*docstring, *["pass"] * statements]
    source = "def planted():\n" + "\n".join(f"    {line}" for line in body)
    assert list(long_functions(source)) == found
