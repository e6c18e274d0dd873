"""Each command of the command line is documented, and no document uses one that there is not."""

import re
import shlex
from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from interfaces.cli.main import app
from tests.docs.pages import DOCS, documents, fenced, text_of

HELP = {"--help", "-h", "--install-completion", "--show-completion"}


def _leaves(command: object, name: str) -> Iterator[tuple[str, TyperCommand]]:
    if isinstance(command, TyperGroup):
        for each, below in command.commands.items():
            yield from _leaves(below, f"{name} {each}")
    elif isinstance(command, TyperCommand):
        yield name, command


COMMANDS = dict(_leaves(typer.main.get_command(app), "taizhang"))
CHAPTERS = {
    chapter.partition("\n")[0]: chapter
    for chapter in text_of(DOCS / "reference" / "cli.md").split("\n## ")[1:]
}


def options_of(command: TyperCommand) -> set[str]:
    return {
        option
        for parameter in command.params
        if parameter.param_type_name == "option"
        for option in (*parameter.opts, *parameter.secondary_opts)
    } - HELP


def chapter_of(name: str) -> str:
    found = [text for title, text in CHAPTERS.items() if f"{title} ".startswith(f"{name} ")]
    assert len(found) == 1, f"{name} has {len(found)} chapters in cli.md"
    return found[0]


def test_there_are_commands():
    assert {"taizhang import", "taizhang read-models verify"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_chapter_with_its_options(name: str):
    text = chapter_of(name)
    missing = {option for option in options_of(COMMANDS[name]) if f"`{option}" not in text}
    assert missing - {"-o"} == set()


def test_no_chapter_is_about_a_command_that_there_is_not():
    titles = (title for title in CHAPTERS if title.startswith("taizhang "))
    assert [t for t in titles if not any(f"{t} ".startswith(f"{n} ") for n in COMMANDS)] == []


def used() -> Iterator[tuple[str, str]]:
    """Every line that calls the command, with the document it stands in."""
    for page in documents():
        lines = [line for block in fenced(page, "sh") for line in block.splitlines()]
        lines += re.findall(r"`(taizhang [a-z][^`]*)`", text_of(page))
        for line in lines:
            call = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line)
            if call.startswith("taizhang "):
                yield page.name, call


@pytest.mark.parametrize(("page", "call"), sorted(set(used())))
def test_a_call_in_a_document_is_one_that_there_is(page: str, call: str):
    words = shlex.split(call.partition(" >")[0])
    names = [name for name in COMMANDS if f"{' '.join(words)} ".startswith(f"{name} ")]
    groups = {name.rpartition(" ")[0] for name in COMMANDS}
    assert names or " ".join(words) in groups or words[1].startswith("-") or words[1].isupper()
    given = {word for word in words if word.startswith("-")}
    for name in names:
        assert given <= options_of(COMMANDS[name]) | HELP
