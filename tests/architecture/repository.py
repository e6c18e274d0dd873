"""The files of this repository as the architecture tests see them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Never part of the repository: what is installed, built, cached or recorded while working.
_LEFT_OUT = {"__pycache__", "build", "dist", "var", "node_modules"}
_KEPT = {".ci", ".gitignore"}


def files(*suffixes: str, under: Path = ROOT) -> Iterator[Path]:
    """Every file of the repository below `under` with one of the suffixes; all without any."""
    for path in sorted(under.iterdir()):
        if path.is_symlink() or path.name in _LEFT_OUT or path.name.endswith(".egg-info"):
            continue
        if path.name.startswith(".") and path.name not in _KEPT:
            continue
        if path.is_dir():
            yield from files(*suffixes, under=path)
        elif not suffixes or path.suffix in suffixes:
            yield path


def name_of(path: Path, root: Path = ROOT) -> str:
    """The path from the repository's root, as documents write it."""
    return path.relative_to(root).as_posix()


def text_of(path: Path) -> str:
    """The file's text, empty for a binary file."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
