"""What asking for an erasure, and carrying it out, will bring about."""

from collections.abc import Sequence

from application.read_models.timeline import Timeline
from domain.worker.events import DuplicateAbsorbed
from interfaces.texts.pages import later
from interfaces.web.station.meant import Meant

_INTO = later("此登记已并入另一登记，那里的个人信息不随之删除；尚未删除的，须另行申请。")
_ABSORBED = later("有重复登记并入此人，那里的个人信息不随之删除；尚未删除的，须另行申请。")


def request(meant: Meant) -> Sequence[str]:
    said = meant.say("申请须由另一帐号核对并删除；在此之前，档案照常办理。")
    return [said, *_elsewhere(meant), *_open(meant)]


def erase(meant: Meant) -> Sequence[str]:
    file, words = meant.whole.file, meant.visit.words
    said = [
        meant.say("姓名、公民身份号码、地址、电话、证号和全部文字永远不能恢复，备份中也不能。"),
        meant.say("各期统计不变；此人今后不能再办理业务，同一号码可以重新登记。"),
        *_elsewhere(meant),
        *_open(meant),
    ]
    if file["erasure_requested_on"]:
        reason, reference = words.word(file["erasure_reason"]), file["legal_reference"]
        said.append(meant.say("申请理由：{reason}；依据：{rule}。", reason=reason, rule=reference))
    return said


def _elsewhere(meant: Meant) -> Sequence[str]:
    """A registration of the same person has a key of its own: who it is stays there."""
    file = meant.whole.file
    if file["merged_into"]:
        return [meant.say(_INTO)]
    told = meant.visit.ask(Timeline(file["worker"], meant.visit.area))
    if any(each["fact"] == DuplicateAbsorbed.stored_as and not each["struck"] for each in told):
        return [meant.say(_ABSORBED)]
    return []


def _open(meant: Meant) -> Sequence[str]:
    """Somebody whom the office still helps is erased only when that is really meant."""
    if meant.whole.file["status"] not in ("unemployed", "reemployed"):
        return []
    return [meant.say("此人尚未退出台帐；删除后不能再得到援助和回访，请再次核对。")]
