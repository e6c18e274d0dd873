"""What a command will bring about, said before it is carried out: live, and at the last check."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from application.read_models.assistance import AssistanceConditions
from application.read_models.whole_file import Job, Whole
from domain.certificate.rules import ENDED_BY
from domain.worker.employment import counted
from domain.worker.vocabulary import CloseReason, EmploymentKind
from interfaces.web.forms.form import Form
from interfaces.web.station import certificate_consequences as certificate
from interfaces.web.station import erasure_consequences as erasure
from interfaces.web.station.meant import Meant
from interfaces.web.station.prefilled import job_meant
from interfaces.web.visit import Visit


def consequences(visit: Visit, whole: Whole, form: Form) -> list[str]:
    """Sentences; none where nothing is to be said, or no day is typed that can be yet."""
    follows = _FOLLOWS.get(form.name)
    try:
        on = date.fromisoformat(form.value("effective_on"))
    except ValueError:
        return []
    if follows is None or on > visit.today:
        return []
    return list(follows(Meant(visit, whole, form, on)))


def has_consequences(command: str) -> bool:
    return command in _FOLLOWS


def _job(meant: Meant) -> Sequence[str]:
    """From which day it counts; told by the rule with which it will be recorded."""
    recorded = job_meant(meant.whole, meant.form)
    kind = meant.value("kind") or (recorded.kind if recorded else "")
    if kind not in list(EmploymentKind):
        return []
    day, rule = counted(EmploymentKind(kind), meant.on, meant.policy)
    said = [meant.say("自{day}起计入再就业，依据{rule}。", day=day.isoformat(), rule=rule)]
    if day > meant.on:
        said.append(meant.say("在此之前结束的，不计入；此人到那天为止仍是失业。"))
    return said


def _voided_job(meant: Meant) -> Sequence[str]:
    return [meant.say("此次就业视同从未发生，各期再就业统计随之改变；记录仍可查阅。")]


def _close(meant: Meant) -> Sequence[str]:
    reason = meant.value("reason")
    if reason not in list(CloseReason):
        return []
    day = meant.on.isoformat()
    said = [_leaves_rate(meant, reason)]
    running = [job for job in meant.whole.jobs if job.until is None]
    said += [
        meant.say("{job}开始的就业到{day}为止。", job=job.started_on.isoformat(), day=day)
        for job in running
    ]
    if reason in ENDED_BY and meant.holds_certificate:
        number = meant.whole.file["certificate_no"]
        said.append(meant.say("再就业优惠证{number}同时终止。", number=number))
    return said


def _leaves_rate(meant: Meant, reason: str) -> str:
    """JM-2003 R4."""
    day = meant.on.isoformat()
    if not (meant.whole.file["able_to_work"] and meant.whole.file["willing_to_work"]):
        return meant.say("登记为无劳动能力或无就业愿望的，本来就不计入再就业率。")
    if any(_counts_in_year(job, meant.on) for job in meant.whole.jobs):
        return meant.say("本年内已实现再就业，退出后仍计入本年再就业率。")
    if reason == CloseReason.WISH_WITHDRAWN:
        return meant.say("复核员确认后，才自{day}起不计入再就业率的分母。", day=day)
    return meant.say("自{day}起不计入再就业率的分母（净口径）。", day=day)


def _counts_in_year(job: Job, on: date) -> bool:
    return job.counts and date(on.year, 1, 1) <= job.counts_from <= on


def _confirm(meant: Meant) -> Sequence[str]:
    day = meant.on.isoformat()
    return [meant.say("确认后，自{day}起不计入再就业率的分母（净口径）。", day=day)]


def _reopen(meant: Meant) -> Sequence[str]:
    return [meant.say("自{day}起重新列为失业，计入统计。", day=meant.on.isoformat())]


def _transfer(meant: Meant) -> Sequence[str]:
    to = meant.value("to_station")
    if to not in meant.visit.units:
        return []
    place, day = meant.visit.place(to), meant.on.isoformat()
    said = [meant.say("自{day}起由{place}负责，以后的再就业计入该处。", day=day, place=place)]
    if not meant.visit.caller.reaches(meant.visit.units, to):
        said.append(meant.say("转出后，本机构不能再查阅和办理此人的档案。"))
    return said


def _void(meant: Meant) -> Sequence[str]:
    return [meant.say("此人从各期统计中全部去除，包括以前的报表期；档案仍可查阅，不能再办理业务。")]


def _merge(meant: Meant) -> Sequence[str]:
    return [
        meant.say(
            "本档案（{name}）作为重复登记，从各期统计中去除。", name=meant.whole.file["name"]
        ),
        meant.say("今后在并入的登记上办理；两份档案都可查阅，合并可以撤销。"),
    ]


def _unmerge(meant: Meant) -> Sequence[str]:
    return [meant.say("两份登记重新分别计入统计，今后不再列为疑似重复。")]


def _rule_out(meant: Meant) -> Sequence[str]:
    return [meant.say("两份登记今后不再列为疑似重复。")]


def _assess(meant: Meant) -> Sequence[str]:
    hard = {"true": True, "false": False}.get(meant.value("hard_to_place"))
    file, visit = meant.whole.file, meant.visit
    if hard is None:
        return []
    lines = visit.ask(AssistanceConditions(file["worker"], meant.on, visit.area, hard))
    unmet = [visit.words.word(line.condition) for line in lines if not line.met]
    if not unmet:
        return [meant.say("符合全部条件，列为就业援助对象，依据{rule}。", rule=lines[0].reference)]
    said = visit.words.say("、").join(unmet)
    return [meant.say("不列为就业援助对象，不符合的条件：{unmet}。", unmet=said)]


_FOLLOWS: Mapping[str, Callable[[Meant], Sequence[str]]] = {
    "start-employment": _job,
    "correct-employment": _job,
    "void-employment": _voided_job,
    "close-case": _close,
    "confirm-closing": _confirm,
    "reopen-case": _reopen,
    "transfer-case": _transfer,
    "void-registration": _void,
    "merge-worker": _merge,
    "unmerge-worker": _unmerge,
    "rule-out-duplicate": _rule_out,
    "assess-assistance": _assess,
    "request-erasure": erasure.request,
    "erase-worker": erasure.erase,
    "issue-certificate": certificate.issue,
    "review-certificate": certificate.review,
    "replace-certificate": certificate.replace,
    "withdraw-certificate": certificate.withdraw,
    "refuse-certificate": certificate.refuse,
    "suspend-certificate": certificate.suspend,
}
