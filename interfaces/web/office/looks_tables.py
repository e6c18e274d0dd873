"""Looks and acts on accounts as tables, on screen and as workbooks."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from application.exports.tables import Column, Row, Table
from application.read_models.worker_file import WorkerFiles
from interfaces.accounts.acts import COMMAND_LINE, Act
from interfaces.accounts.looks import Noted
from interfaces.accounts.urgent import urgent_by_id
from interfaces.texts.pages import later
from interfaces.web.office.account_acts import ACTS
from interfaces.web.office.account_tokens import REVOKING
from interfaces.web.office.look_words import words_of
from interfaces.web.office.recorded import signers
from interfaces.web.visit import Visit

ACT_WORDS: Mapping[str, str] = {
    **{name: act.check.title for name, act in ACTS.items()},
    "open": later("开设帐号"),
    "change": later("变更帐号"),
    "issue-token": later("发放令牌"),
    "revoke-token": REVOKING.title,
    "urgent-open": later("开始紧急查阅"),
    "urgent-revoke": later("收回紧急查阅"),
}
_MOST_AT_ONCE = 500


def looks_table(visit: Visit, found: Sequence[Noted]) -> Table:
    """Whoever was looked at is named by the ledger of today, never by the log."""
    say, words = visit.words.say, visit.words
    looks = [each.look for each in found]
    by = signers(visit, (look.account for look in looks))
    names = names_of(visit, [look.worker for look in looks if look.worker])
    reasons = _reasons(visit, {look.urgent for look in looks if look.urgent})
    rows = [
        Row(
            (
                words.moment(look.at),
                by[look.account],
                visit.place(look.unit),
                words_of(visit, look.route),
                names.get(look.worker or "", ""),
                look.people,
                look.asked,
                reasons.get(look.urgent or "", ""),
            ),
            links={4: f"/workers/{look.worker}"} if look.worker else {},
        )
        for look in looks
    ]
    return Table(say("查看记录"), _look_columns(visit), rows)


def _look_columns(visit: Visit) -> Sequence[Column]:
    say, field = visit.words.say, visit.words.field
    return (
        Column(say("查看时间")),
        Column(say("查看人")),
        Column(field("unit")),
        Column(say("查看内容")),
        Column(field("worker")),
        Column(say("人数"), "number"),
        Column(say("查询条件")),
        Column(say("紧急查阅事由")),
    )


def _reasons(visit: Visit, ids: Collection[str]) -> Mapping[str, str]:
    found = urgent_by_id(visit.office.accounts, ids)
    return {access.id: visit.words.word(access.reason) for access in found.values()}


def acts_table(visit: Visit, found: Sequence[Act]) -> Table:
    say, words = visit.words.say, visit.words
    names = signers(visit, {name for act in found for name in (act.by, act.account)})
    columns = (
        Column(say("操作时间")),
        Column(say("操作人")),
        Column(say("操作")),
        Column(say("帐号")),
    )
    rows = [
        Row(
            (
                words.moment(act.at),
                say("命令行") if act.by == COMMAND_LINE else names[act.by],
                say(ACT_WORDS[act.act]) if act.act in ACT_WORDS else act.act,
                names[act.account],
            )
        )
        for act in found
    ]
    return Table(say("帐号操作"), columns, rows)


def names_of(visit: Visit, workers: Sequence[str]) -> Mapping[str, str]:
    """The names of people by the ids of their cases."""
    ids = sorted({UUID(worker) for worker in workers}, key=str)
    named: dict[str, str] = {}
    for first in range(0, len(ids), _MOST_AT_ONCE):
        batch = tuple(ids[first : first + _MOST_AT_ONCE])
        for worker, file in visit.ask(WorkerFiles(batch, visit.area, visit.today)).items():
            named[str(worker)] = str(file["name"])
    return named


def name_of(visit: Visit, worker: UUID) -> str:
    """Raises `WorkerNotFound`, `OutsideArea`."""
    return names_of(visit, [str(worker)])[str(worker)]
