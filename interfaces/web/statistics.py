"""What stands around a table, in the words of whoever reads it."""

from dataclasses import replace

from application.exports.tables import Table
from interfaces.texts.pages import later
from interfaces.web.wording import Wording

SIGNATURES = (later("单位负责人："), later("审核人："), later("制表人："), later("填报日期："))


def file_name(words: Wording, title: str, day: object) -> str:
    """What the workbook of a table is called which describes a day."""
    between = "" if words.language == "zh" else " "
    return f"{title}{between}{day}.xlsx"


def as_statistics(
    table: Table,
    words: Wording,
    unit: str,
    period: str,
    measure: str = "",
    signed: bool = True,
) -> Table:
    """The table with its head line, its page line and, where it is `signed`, its signature line.

    `unit` 填报单位, `period` 报表期, `measure` 计量单位.
    """
    head_line = (
        words.say("填报单位：{unit}", unit=unit),
        words.say("报表期：{period}", period=period),
        words.say("计量单位：{measure}", measure=measure) if measure else "",
    )
    signatures = [words.say(name) for name in SIGNATURES] if signed else []
    page_line = words.say("第 {page} 页 共 {pages} 页")
    return replace(
        table,
        head_line=head_line,
        signatures=signatures,
        page_line=page_line,
        language=words.language,
    )
