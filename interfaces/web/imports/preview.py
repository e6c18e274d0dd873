"""What the check of a file has found, as its page shows it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi.responses import Response

from application.imports.lines import Line
from application.imports.reading import REASONS, Refused
from domain.kernel.identity_number import IdentityNumberInvalid, normalised
from interfaces.files.bad_lines import problem_words
from interfaces.http.aside import Progress
from interfaces.http.words import WORDS
from interfaces.texts import refusal_words
from interfaces.texts.pages import later
from interfaces.web.imports.uploads import BUSY, State, Upload
from interfaces.web.imports.work import CHANGED, CHECKING, SHOWING, WRITING, folder_of
from interfaces.web.visit import Visit

ROWS_A_PAGE = 50
_UNITS = frozenset({"station", "to_station", "unit"})
_LONG_NUMBER = re.compile(r"[0-9]{14,17}[0-9Xx]")
_STAGES: Mapping[str, str] = {
    "": later("排队等候"),
    CHECKING: later("正在逐行检查"),
    WRITING: later("正在写入台帐"),
    SHOWING: later("正在更新查询和统计"),
}
STATES: Mapping[State, tuple[str, str]] = {
    State.CHECKING: (later("正在检查"), "near"),
    State.CHECKED: (later("待确认"), "near"),
    State.WRITING: (later("正在写入"), "near"),
    State.WRITTEN: (later("已写入"), "good"),
    State.NOTHING_NEW: (later("没有可写入的"), ""),
    State.UNUSABLE: (later("文件不能用"), "bad"),
    State.CANCELLED: (later("已取消"), ""),
    State.EXPIRED: (later("过期未确认"), ""),
    State.INTERRUPTED: (later("中断"), "bad"),
}
"""The words of a state, and the lamp that stands with them."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A bad line in words: what is wrong by field, then everything that stood in it."""

    number: int
    sheet: str | None
    problems: Sequence[tuple[str, str]]
    content: Sequence[tuple[str, str]]


def shown(visit: Visit, upload: Upload, progress: Progress | None, page: int) -> Response:
    mine = upload.account_id == visit.account.id
    busy = upload.state in BUSY
    folder = folder_of(visit.office)
    first = (page - 1) * ROWS_A_PAGE
    # Rows name people: they are for whoever brought them.
    bad = folder.bad_rows(upload.id, first, ROWS_A_PAGE) if mine and not busy else []
    good = folder.first_good(upload.id) if mine and not busy else []
    heads, rows = _as_table(visit, good)
    return visit.page(
        "imports/one.html",
        upload=upload,
        states=STATES,
        mine=mine,
        busy=busy,
        progress=progress or Progress(),
        stage=_STAGES[progress.stage] if progress else STATES[upload.state][0],
        trouble=_trouble(visit, upload),
        bad=[_bad_row(visit, row) for row in bad],
        heads=heads,
        good=rows,
        page=page,
        pages=max(1, -(-upload.bad // ROWS_A_PAGE)),
    )


def _trouble(visit: Visit, upload: Upload) -> str | None:
    if upload.trouble is None:
        return None
    code = upload.trouble["code"]
    if code == CHANGED:
        return visit.words.say(
            "核对期间台帐有了变化，有的行现在不能写入，所以什么都没有写入。请看下面的新结果。"
        )
    if code in WORDS:
        return WORDS[code][visit.language]
    return refusal_words(code, upload.trouble["facts"], visit.language)


def by_name(visit: Visit, row: Refused) -> Refused:
    """A bad line, what is wrong with it told by the names of units."""
    problems = tuple(each._replace(facts=visit.by_name(each.facts)) for each in row.problems)
    return replace(row, problems=problems)


def _bad_row(visit: Visit, row: Refused) -> BadRow:
    command = _command_of(row.fields or {})
    row = by_name(visit, row)
    problems = [
        (
            visit.words.field(problem.field, command) if problem.field else "",
            problem_words(row, problem, visit.language, in_words=True),
        )
        for problem in row.problems
    ]
    wrong = {problem.field for problem in row.problems}
    content = [
        (visit.words.field(name, command), _cell(visit, name, value, plain=name in wrong))
        for name, value in _command_first(row.fields or {}).items()
        if name not in REASONS
    ]
    return BadRow(row.number, row.sheet, problems, content)


def _as_table(visit: Visit, lines: Iterable[Line]) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of lines, every field that one of them has in a column of its own."""
    lines = list(lines)
    names = list(dict.fromkeys(name for line in lines for name in _command_first(line.fields)))
    heads = [visit.words.say("行号"), *map(visit.words.field, names)]
    return heads, [
        [str(line.number), *(_cell(visit, name, line.fields.get(name)) for name in names)]
        for line in lines
    ]


def _cell(visit: Visit, name: str, value: object, plain: bool = False) -> str:
    """A value as the ledger would say it; numbers of people masked, unless one is to be mended."""
    if value is None:
        return ""
    text = str(value).strip()
    if name in _UNITS:
        return visit.unit_name(text)
    if not plain and _LONG_NUMBER.fullmatch(text):
        return visit.words.masked(_eighteen(text))
    return visit.words.word(text.lower() if isinstance(value, bool) else text)


def _command_first(fields: Mapping[str, object]) -> Mapping[str, object]:
    return {"command": fields["command"], **fields} if "command" in fields else fields


def _eighteen(number: str) -> str:
    try:
        return normalised(number)
    except IdentityNumberInvalid:
        return number


def _command_of(fields: Mapping[str, object]) -> str:
    return str(fields.get("command", ""))
