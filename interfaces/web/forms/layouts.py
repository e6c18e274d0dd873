"""How the form of each command is laid out: its parts, hints and button."""

from collections.abc import Mapping

from application.kernel.commands import CaseCommand
from application.tracker import HANDLERS
from interfaces.texts.pages import later
from interfaces.web.forms.layout import Layout, Part, one

DAY_HINT = later("年-月-日，可输入 20030630")
SUGGESTED: Mapping[str, tuple[str, ...]] = {
    "education": ("小学", "初中", "高中", "中专", "技校", "大专", "本科"),
}
"""What is usually typed into a field; anything else may be."""


LAYOUTS: Mapping[str, Layout] = {
    "register-worker": Layout(
        later("保存登记"),
        (
            Part(
                later("一、基本情况"),
                ("id_number", "name", "station", "phone", "education", "household_address"),
            ),
            Part(
                later("二、失业情况"),
                (
                    "category",
                    "unemployed_since",
                    "previous_employer",
                    "minimum_living_since",
                    "effective_on",
                ),
            ),
            Part(
                later("三、就业能力与愿望"),
                ("able_to_work", "willing_to_work", "note"),
            ),
            Part(
                later("四、与证件不符时填写"),
                ("sex", "birth_date", "override_reason"),
                seldom=True,
            ),
        ),
        on=later("登记日期"),
        hints={
            "id_number": later("18位，旧证15位自动换算"),
            "phone": later("手机或固定电话，只填数字"),
            "minimum_living_since": later("低保失业人员填写"),
            "override_reason": later("性别或出生日期与公民身份号码不一致时，说明依据"),
        },
    ),
    "correct-worker": Layout(
        later("保存更正"),
        (
            Part(later("一、为什么更正"), ("effective_on", "reason")),
            Part(
                later("二、更正后的内容（只改有误的项）"),
                (
                    "id_number",
                    "name",
                    "category",
                    "unemployed_since",
                    "registered_on",
                    "station",
                    "previous_employer",
                    "household_address",
                    "phone",
                    "education",
                    "able_to_work",
                    "willing_to_work",
                    "minimum_living_since",
                ),
            ),
            Part(
                later("三、与证件不符时填写"),
                ("sex", "birth_date", "override_reason"),
                seldom=True,
            ),
        ),
        on=later("更正日期"),
    ),
    "start-employment": Layout(
        later("保存就业登记"),
        (
            Part(later("一、就业情况"), ("kind", "effective_on", "employer", "licence_no")),
            Part(later("二、合同与证明"), ("contract_months", "monthly_wage", "evidence", "note")),
        ),
        on=later("就业开始日期"),
    ),
    "end-employment": one(later("登记就业结束"), "reason", "started_on", on=later("就业结束日期")),
    "correct-employment": Layout(
        later("保存更正"),
        (
            Part(later("一、为什么更正"), ("started_on", "reason")),
            Part(
                later("二、更正后的内容"),
                (
                    "effective_on",
                    "kind",
                    "employer",
                    "licence_no",
                    "contract_months",
                    "monthly_wage",
                    "evidence",
                    "ended_on",
                    "end_reason",
                    "note",
                ),
            ),
        ),
        on=later("正确的就业开始日期"),
        hints={"started_on": later("原来记录的开始日期")},
    ),
    "void-employment": one(later("作废就业记录"), "started_on", "reason", check=True),
    "transfer-case": one(later("转出档案"), "to_station", on=later("转移日期"), check=True),
    "close-case": one(later("退出台帐"), "reason", on=later("退出日期"), check=True),
    "confirm-closing": one(later("确认退出"), on=later("退出日期"), check=True),
    "reopen-case": one(later("恢复登记"), "reason", on=later("恢复日期")),
    "void-registration": one(later("作废登记"), "reason", check=True),
    "merge-worker": one(later("合并重复登记"), "into", on=later("合并日期"), check=True),
    "unmerge-worker": one(later("撤销合并"), "into", check=True),
    "rule-out-duplicate": one(later("不是同一人"), "other", check=True),
    "request-erasure": Layout(
        later("申请删除个人信息"),
        (Part("", ("effective_on", "reason", "legal_reference", "note")),),
        on=later("申请日期"),
        check=True,
        hints={"legal_reference": later("例如：个人信息保护法第四十七条第一款第三项；不要写姓名")},
    ),
    "erase-worker": one(later("删除个人信息"), on=later("删除日期"), check=True),
    "decline-erasure": one(later("不予删除"), on=later("答复日期"), check=True),
    "apply-for-assistance": one(later("提交审核"), "evidence", on=later("申请日期")),
    "return-assistance": one(later("退回补正"), "reason", on=later("退回日期")),
    "assess-assistance": one(
        later("保存认定"), "hard_to_place", "reason", "evidence", on=later("认定日期"), check=True
    ),
    "apply-for-certificate": one(later("申请优惠证"), on=later("申请日期")),
    "issue-certificate": Layout(
        later("签发优惠证"),
        (Part("", ("effective_on", "certificate_no", "valid_until", "note")),),
        on=later("发证日期"),
        check=True,
        hints={"certificate_no": later("6位县区代码 + 2位年份 + 6位流水号")},
    ),
    "refuse-certificate": one(later("不予核发"), "reason", check=True),
    "review-certificate": one(later("保存年检"), "year", "passed", "reason", on=later("年检日期")),
    "suspend-certificate": one(later("暂停使用"), "reason", check=True),
    "resume-certificate": one(later("恢复使用"), "reason"),
    "withdraw-certificate": one(later("收回优惠证"), "reason", on=later("收回日期"), check=True),
    "replace-certificate": one(
        later("换发优惠证"), "certificate_no", "reason", on=later("换发日期"), check=True
    ),
    "enrol-in-training": one(
        later("保存报名"),
        "course",
        "provider",
        "trade",
        "hours",
        "free",
        on=later("开始日期"),
    ),
    "complete-training": one(
        later("保存结业"),
        "course",
        "attended_hours",
        "passed",
        "training_certificate_no",
        on=later("结业日期"),
    ),
    "leave-training": one(later("登记退出培训"), "course", "reason", on=later("退出日期")),
    "record-follow-up": one(later("保存回访"), "outcome", "next_on", on=later("回访日期")),
    "set-parameter": one(
        later("设定参数"), "value", "reference", on=later("自何日起执行"), check=True
    ),
    "set-target": Layout(
        later("设定目标"),
        (Part("", ("effective_on", "indicator", "value", "reference", "note")),),
        on=later("下达日期"),
        check=True,
        hints={"value": later("比率填百分数，例如 62.5；岗位填个数")},
    ),
    "report-figure": one(
        later("保存数据"), "period_end", "figure", "value", "source", on=later("上报日期")
    ),
}
ON_A_CASE = tuple(
    name for name in LAYOUTS if name in HANDLERS and issubclass(HANDLERS[name].command, CaseCommand)
)
