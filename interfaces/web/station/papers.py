"""The certificate and its reviews in words, as they are to be printed."""

from collections.abc import Mapping
from typing import Any

from application.exports.booklets import Certificate, Record, ReviewPage, Standing
from application.read_models.certificate_papers import Papers
from domain.certificate.certificates import Standing as Stands
from domain.unit.units import Level
from interfaces.texts.pages import later
from interfaces.web.visit import Visit

NOTES = (
    later("本证由县级以上劳动保障部门核发，一人一证，一证一号，限持证人本人使用。"),
    later(
        "本证发给有劳动能力和就业愿望的下列人员：国有企业下岗职工；国有企业失业人员；"
        "国有企业关闭破产需要安置的人员；享受最低生活保障并且失业一年以上的其他城镇失业人员。"
    ),
    later("持证人凭本证享受再就业优惠政策，每次享受由经办单位记入本证。"),
    later("自谋职业的，本证由本人保管；被用人单位招用的，单位享受优惠政策期间由单位保管。"),
    later("本证每年年检一次。逾期未年检的暂停使用，仍不补办的失效。"),
    later("本证不得转让、出借、出租、涂改、伪造。违者收回本证。"),
    later("持证人办理退休手续或死亡的，本证终止使用。"),
    later("本证遗失、损坏或用完的，应及时向发证机关申请换发，原证号作废。"),
)
_REVIEW_HEADS = (
    later("结果"),
    later("年检日期"),
    later("年检单位、经办人"),
    later("年检机关（章）"),
)
_REFERENCE = "粤劳社[2003]12号"
_CHANGE_LINES, _USE_LINES, _REVIEW_LINES = 4, 3, 6


def certificate_of(papers: Papers, visit: Visit) -> Certificate:
    """The booklet of the certificate."""
    say, file = visit.words.say, papers.file
    issuer = _bureau(visit, papers.issued["station"] or file["station"])
    return Certificate(
        language=visit.language,
        title=say("再就业优惠证"),
        number=(say("编号："), file["certificate_no"]),
        cover=[("", issuer)],
        holder_title=say("持证人"),
        holder=_holder(papers, visit),
        photo=say("照片"),
        signature=say("持证人签名"),
        issue_title=say("发证"),
        issue=_issue(papers, visit, issuer),
        seal=say("发证机关（章）"),
        notes_title=say("使用说明（{reference}）", reference=_REFERENCE),
        notes=[say(note) for note in NOTES],
        changes=_changes(papers, visit),
        uses=_uses(visit),
        standing=_standing(papers, visit),
    )


def review_page_of(papers: Papers, visit: Visit) -> ReviewPage:
    """The page of the yearly reviews."""
    say, file = visit.words.say, papers.file
    return ReviewPage(
        language=visit.language,
        title=say("年检记录"),
        holder=[
            (visit.words.field("certificate_no"), file["certificate_no"]),
            (visit.words.field("name"), file["name"]),
        ],
        reviews=Record(
            title=say("年检记录"),
            heads=[visit.words.field("year"), *map(say, _REVIEW_HEADS)],
            widths=(2, 3, 3, 4, 4),
            rows=[_review(fact, visit) for fact in papers.reviews],
            lines=_REVIEW_LINES,
            seal=say("（章）"),
        ),
        standing=_standing(papers, visit),
    )


def _holder(papers: Papers, visit: Visit) -> list[tuple[str, str]]:
    words, file = visit.words, papers.file
    told = {
        "name": file["name"],
        "sex": words.word(file["sex"]),
        "birth_date": words.day(file["birth"]),
        "category": words.word(papers.issued["details"]["category"]),
        "id_number": file["id_number"],
        "household_address": file["household_address"] or "",
        "previous_employer": file["previous_employer"] or "",
        "unemployed_since": words.day(file["unemployed_since"]),
        "registered_on": words.day(file["registered_on"]),
        "station": visit.unit_name(file["station"]),
    }
    return [(words.field(name), value) for name, value in told.items()]


def _issue(papers: Papers, visit: Visit, issuer: str) -> list[tuple[str, str]]:
    say, day = visit.words.say, visit.words.day
    return [
        (say("发证机关"), issuer),
        (say("发证日期"), day(papers.issued["effective_on"])),
        (say("有效期至"), day(papers.file["valid_until"])),
        (say("年检截止"), day(papers.file["review_due_on"])),
    ]


def _uses(visit: Visit) -> Record:
    """Concessions are written down by hand, by whoever grants them."""
    say = visit.words.say
    return Record(
        title=say("享受优惠政策记录"),
        heads=[say("日期"), say("政策项目"), say("经办单位（章）")],
        widths=(3, 5, 4),
        rows=(),
        lines=_USE_LINES,
    )


def _changes(papers: Papers, visit: Visit) -> Record:
    say, field = visit.words.say, visit.words.field
    return Record(
        title=say("变更记录"),
        heads=[say("日期"), say("变更事项"), field("reason"), say("办理单位")],
        widths=(3, 4, 6, 4),
        rows=[_change(fact, visit) for fact in papers.changes],
        lines=_CHANGE_LINES,
    )


def _change(fact: Mapping[str, Any], visit: Visit) -> list[str]:
    words, details = visit.words, fact["details"]
    reason = words.word(details["reason"])
    if old := details.get("old_certificate_no"):
        reason = words.say("{reason}（原证号 {old} 作废）", reason=reason, old=old)
    unit = visit.unit_name(fact["station"])
    return [words.day(fact["effective_on"]), words.word(fact["fact"]), reason, unit]


def _review(fact: Mapping[str, Any], visit: Visit) -> list[str]:
    say, details = visit.words.say, fact["details"]
    result = say("合格") if details["passed"] else say("不合格")
    signed = [visit.unit_name(fact["station"]), visit.person(fact["recorded_by"])]
    return [
        str(details["year"]),
        "\n".join(filter(None, [result, details.get("reason")])),
        visit.words.day(fact["effective_on"]),
        "\n".join(filter(None, signed)),
        "",
    ]


def _standing(papers: Papers, visit: Visit) -> Standing | None:
    if papers.standing is Stands.IN_FORCE:
        return None
    words = visit.words
    mark, since = words.word(papers.standing), words.day(papers.since)
    if papers.reason is None:
        said = words.say("本证现状：{standing}（自 {day} 起）。", standing=mark, day=since)
    else:
        said = words.say(
            "本证现状：{standing}（自 {day} 起）。原因：{reason}",
            standing=mark,
            day=since,
            reason=words.word(papers.reason),
        )
    return Standing(mark, said)


def _bureau(visit: Visit, code: str) -> str:
    """The labour bureau that issues for a unit: that of its county, or of the city (第三条)."""
    issuing = (Level.COUNTY, Level.CITY)
    unit = next(unit for unit in visit.units.upwards(code) if unit.level in issuing)
    return visit.words.say("{unit}劳动和社会保障局", unit=unit.name)
