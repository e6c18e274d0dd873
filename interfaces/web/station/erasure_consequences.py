"""What asking for an erasure, and carrying it out, will bring about."""

from collections.abc import Sequence

from interfaces.web.station.meant import Meant


def request(meant: Meant) -> Sequence[str]:
    return [meant.say("申请须由另一帐号核对并删除；在此之前，档案照常办理。"), *_open(meant)]


def erase(meant: Meant) -> Sequence[str]:
    file, words = meant.whole.file, meant.visit.words
    said = [
        meant.say("姓名、公民身份号码、地址、电话、证号和全部文字永远不能恢复，备份中也不能。"),
        meant.say("各期统计不变；此人今后不能再办理业务，同一号码可以重新登记。"),
        *_open(meant),
    ]
    if file["erasure_requested_on"]:
        reason, reference = words.word(file["erasure_reason"]), file["legal_reference"]
        said.append(meant.say("申请理由：{reason}；依据：{rule}。", reason=reason, rule=reference))
    return said


def _open(meant: Meant) -> Sequence[str]:
    """Somebody whom the office still helps is erased only when that is really meant."""
    if meant.whole.file["status"] not in ("unemployed", "reemployed"):
        return []
    return [meant.say("此人尚未退出台帐；删除后不能再得到援助和回访，请再次核对。")]
