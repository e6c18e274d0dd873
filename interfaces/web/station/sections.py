"""What a day brings to a station, list by list: its question, its columns and its next action."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from application.tracker import HANDLERS
from domain.unit.units import STATION_LEVELS
from interfaces.accounts.roles import Permission
from interfaces.texts.pages import later
from interfaces.web.station import due, listing
from interfaces.web.station.listing import Card, Column

if TYPE_CHECKING:
    from interfaces.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Section:
    """`act` names the next action on each row, the `page` that carries out the command.

    `whole` is the page of the whole list. `right` is that of the work; whoever only reads sees
    every section.
    """

    name: str
    title: str
    none: str
    question: Callable[["Visit"], Any]
    columns: tuple[Column, ...]
    command: str | None
    act: str = listing.OPEN_FILE
    whole: str = ""
    page: str = "/workers/{worker}/{command}"
    right: Permission = Permission.WRITE_CASES

    @property
    def path(self) -> str:
        return self.whole or f"/today/{self.name}"

    def columns_for(self, visit: "Visit") -> tuple[Column, ...]:
        """With the station, where the account is over several."""
        unit = visit.units[visit.area] if visit.area else visit.units.city
        alone = unit.level in STATION_LEVELS
        return self.columns if alone else (listing.STATION, *self.columns)

    def concerns(self, visit: "Visit") -> bool:
        return visit.may(self.right) or not visit.may(Permission.WRITE_CASES)

    def action(self, visit: "Visit", card: Card) -> tuple[str, str]:
        """The words of the next action, and the page that carries it out."""
        file = f"/workers/{card['worker']}"
        command = self.command
        if command and visit.may(Permission(HANDLERS[command].right.value)):
            page = self.page.format(worker=card["worker"], command=command)
            return visit.words.say(self.act), page
        return visit.words.say(listing.OPEN_FILE), file


WAITED = Column(lambda words: words.say("已等"), due.waited, tone=lambda card: listing.LATE)

SECTIONS: tuple[Section, ...] = (
    Section(
        "returned",
        later("援助申请退回补正"),
        later("没有退回补正的援助申请。"),
        due.returned,
        (
            listing.PHONE,
            listing.dated(later("退回日"), "assistance_returned_on"),
            listing.headed(later("退回原因"), "assistance_return_reason"),
        ),
        "apply-for-assistance",
        later("重新申请"),
        whole="/assistance/returned",
    ),
    Section(
        "reviews",
        later("优惠证年检将到期"),
        later("三十天内没有到期的年检。"),
        due.reviews_due,
        (
            listing.PHONE,
            listing.CERTIFICATE,
            listing.dated(later("年检截止"), "review_due_on"),
            listing.DAYS_LEFT,
        ),
        "review-certificate",
        later("年检"),
    ),
    Section(
        "follow-ups",
        later("到期回访"),
        later("没有到期的回访。"),
        due.follow_ups_due,
        (
            listing.PHONE,
            listing.EMPLOYER,
            listing.dated(later("应回访日"), "next_follow_up_on"),
            listing.DAYS_LEFT,
        ),
        "record-follow-up",
        later("回访"),
    ),
    Section(
        "flexible",
        later("灵活就业将满期限"),
        later("三十天内没有灵活就业满期限、起计再就业的。"),
        due.flexible_reaching,
        (
            listing.PHONE,
            listing.EMPLOYER,
            listing.dated(later("开始日"), "started_on"),
            listing.dated(later("起计日"), "counts_from"),
            listing.DAYS_LEFT,
        ),
        "record-follow-up",
        later("回访"),
    ),
    Section(
        "older",
        later("本月满大龄，可申请援助认定"),
        later("本月没有未就业人员满大龄。"),
        due.older_this_month,
        (
            listing.PHONE,
            listing.SEX,
            listing.dated(later("满龄日"), "older_on"),
            listing.headed(later("周岁"), "older_age", "number"),
        ),
        "apply-for-assistance",
        later("申请援助认定"),
    ),
    Section(
        "pending",
        later("优惠证申请超过时限"),
        later("没有超过时限的优惠证申请。"),
        due.pending_too_long,
        (listing.PHONE, listing.dated(later("申请日"), "applied_on"), WAITED),
        "issue-certificate",
        later("核发"),
        page="/certificates/applications/{worker}",
    ),
    Section(
        "handed-over",
        later("近期转入的档案"),
        later("三十天内没有转入的档案。"),
        due.handed_over,
        (
            listing.PHONE,
            listing.CATEGORY,
            listing.dated(later("转入日"), "arrived_on"),
            listing.at_unit(later("原机构"), "arrived_from"),
        ),
        None,
    ),
    Section(
        "closings",
        later("撤回求职愿望，待确认退出"),
        later("没有待确认的退出。"),
        due.closings,
        (listing.PHONE, listing.CATEGORY, listing.dated(later("退出日"), "closed_on")),
        "confirm-closing",
        later("确认退出"),
        right=Permission.REVIEW_CASES,
    ),
    Section(
        "erasures",
        later("申请删除个人信息，待确认"),
        later("没有待确认的删除申请。"),
        due.erasures,
        (
            listing.dated(later("申请日"), "erasure_requested_on"),
            listing.signed(later("申请人"), "erasure_requested_by"),
            listing.headed(later("法律依据"), "legal_reference"),
        ),
        "erase-worker",
        later("核对并删除"),
        right=Permission.REVIEW_CASES,
    ),
)


def sections_of(visit: "Visit") -> Iterator[Section]:
    return (section for section in SECTIONS if section.concerns(visit))


def section_named(name: str) -> Section | None:
    return next((section for section in SECTIONS if section.name == name), None)
