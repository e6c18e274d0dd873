"""Every regular expression of the code base, found in its source."""

import ast
from collections.abc import Iterator
from pathlib import Path

_MOST_LETTERS = 12
_SIGNS = set("\\()[]{}*+?|^$")
_USUAL = "1 aX-"
ROOT = Path(__file__).parents[2]
ROOMS = ("domain", "application", "interfaces")
FUNCTIONS = {
    "compile",
    "match",
    "fullmatch",
    "search",
    "sub",
    "subn",
    "split",
    "findall",
    "finditer",
}


def patterns() -> dict[str, str]:
    """Where it stands → the pattern; also those that pydantic applies."""
    return {place: pattern for room in ROOMS for place, pattern in _in(ROOT / room)}


def _in(room: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(room.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = dict(_constants(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                for argument in _pattern_of(node):
                    text = _text(argument, texts)
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    assert text is not None, f"{place}: a pattern that cannot be read here"
                    yield place, text


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str | bytes):
                    yield target.id, _text(node.value, {}) or ""


def _pattern_of(call: ast.Call) -> Iterator[ast.expr]:
    function = call.func
    module, _, name = ast.unparse(function).rpartition(".")
    if module == "re" and name in FUNCTIONS:
        yield call.args[0]
    yield from (word.value for word in call.keywords if word.arg == "pattern")


def _text(node: ast.expr, constants: dict[str, str]) -> str | None:
    if isinstance(node, ast.Constant):
        value = node.value
        return value.decode("latin-1") if isinstance(value, bytes) else str(value)
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left, constants), _text(node.right, constants)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.JoinedStr):
        parts = [_piece(part, constants) for part in node.values]
        return None if None in parts else "".join(part or "" for part in parts)
    return None


def _piece(part: ast.expr, constants: dict[str, str]) -> str | None:
    return _text(part.value if isinstance(part, ast.FormattedValue) else part, constants)


def hostile(pattern: str, length: int) -> Iterator[str]:
    """Texts of about a length on which a pattern that backtracks would try for long: runs of what
    it takes, alone, in pairs and behind what it begins with, that end as it does not."""
    own = [each for each in dict.fromkeys(pattern) if each not in _SIGNS]
    letters = list(dict.fromkeys([*_USUAL, *own]))[:_MOST_LETTERS]
    for one in letters:
        yield one * length + "\x00"
        for other in letters:
            if one != other:
                yield one + other * length + "\x00"
                yield (one + other) * (length // 2) + "\x00"
