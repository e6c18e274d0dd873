"""The menu: what an account may open, in the order of a station's day."""

from collections.abc import Iterator
from typing import NamedTuple

from interfaces.accounts.accounts import Account
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later


class Entry(NamedTuple):
    """`waiting` names the count that stands beside it; `also` is a permission that does as well."""

    title: str
    path: str
    permission: Permission
    waiting: str | None = None
    also: Permission | None = None


class Group(NamedTuple):
    title: str
    entries: tuple[Entry, ...]


MENU = (
    Group(
        later("窗口办理"),
        (
            Entry(later("人员查询"), "/people", Permission.READ_WORKERS),
            Entry(later("今日待办"), "/today", Permission.READ_WORKERS, "today"),
            Entry(later("失业登记"), "/register", Permission.WRITE_CASES),
            Entry(later("资格审核"), "/assistance", Permission.READ_WORKERS, "assistance"),
            Entry(later("优惠证核发"), "/certificates", Permission.READ_WORKERS, "certificates"),
            Entry(later("培训登记"), "/training", Permission.WRITE_CASES),
            Entry(later("就业登记"), "/employment", Permission.WRITE_CASES),
            Entry(later("跟踪回访"), "/follow-ups", Permission.READ_WORKERS, "follow_ups"),
            Entry(later("台帐导入"), "/import", Permission.IMPORT_FILES),
        ),
    ),
    Group(
        later("统计考核"),
        (
            Entry(later("目标完成情况"), "/dashboard", Permission.READ_FIGURES),
            Entry(later("构成与流量"), "/composition", Permission.READ_FIGURES),
            Entry(later("半年报"), "/half-year", Permission.READ_FIGURES),
            Entry(later("数据质量"), "/quality", Permission.READ_WORKERS),
        ),
    ),
    Group(
        later("系统管理"),
        (
            Entry(later("机构"), "/units", Permission.READ_FIGURES, also=Permission.LOAD_UNITS),
            Entry(later("用户"), "/accounts", Permission.MANAGE_ACCOUNTS),
            Entry(later("参数与口径"), "/rules", Permission.READ_FIGURES),
            Entry(later("操作日志"), "/log", Permission.READ_LOG),
        ),
    ),
)


def menu_of(account: Account) -> Iterator[Group]:
    for group in MENU:
        entries = tuple(entry for entry in group.entries if _may_open(account, entry))
        if entries:
            yield Group(group.title, entries)


def _may_open(account: Account, entry: Entry) -> bool:
    return account.may(entry.permission) or (entry.also is not None and account.may(entry.also))


def first_page(account: Account) -> str:
    """Where an account begins: a station with its people, the office with its figures."""
    if account.may(Permission.WRITE_CASES):
        return "/people"
    if account.may(Permission.READ_FIGURES):
        return "/dashboard"
    return "/accounts"
