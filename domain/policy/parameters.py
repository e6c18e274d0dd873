"""The parameters of the rules: what each means, its unit, its bounds, and where it opened.

A rule never holds a number: it asks the policy book for the value on a day. The opening values
are those of the notice 江府[2003]43号 and the texts it rests on; a dated fact `set-parameter`
changes a value from a day on, and the old value stays true for the days before.
"""

from dataclasses import dataclass

NOTICE = "江府[2003]43号"
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number, or one choice, of the rules."""

    name: str
    meaning: str
    opening: int | str
    unit: str
    reference: str
    lowest: int = 0
    highest: int = 0
    choices: tuple[str, ...] = ()

    def reads(self, value: str) -> int | str | None:
        """`value` as this parameter takes it, or None when it is out of bounds."""
        if self.choices:
            return value if value in self.choices else None
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
            return None
        return int(value) if self.lowest <= int(value) <= self.highest else None

    @property
    def bounds(self) -> str:
        return " / ".join(self.choices) if self.choices else f"{self.lowest}–{self.highest}"


def _number(
    name: str, meaning: str, opening: int, unit: str, bounds: tuple[int, int], reference: str
) -> Parameter:
    return Parameter(name, meaning, opening, unit, reference, *bounds)


def _choice(name: str, meaning: str, choices: tuple[str, ...], reference: str) -> Parameter:
    return Parameter(name, meaning, choices[0], "", reference, choices=choices)


AIDED = f"{NOTICE} 三(二)1(4)"
_DEFAULT = "产品默认"

PARAMETERS: tuple[Parameter, ...] = (
    _number("older_male", "大龄：男满多少周岁", 50, "周岁", (16, 100), AIDED),
    _number("older_female", "大龄：女满多少周岁", 40, "周岁", (16, 100), AIDED),
    _choice("denominator", "再就业率分母（R4）", ("net", "classic"), f"{_DEFAULT} JM-2003 R4"),
    _choice("attribution", "归属单位（R6）", ("event", "as_of"), f"{_DEFAULT} JM-2003 R6"),
    _choice("age_at", "大龄按何日年龄（R5）", ("event", "as_of"), f"{_DEFAULT} JM-2003 R5"),
    _choice("numerator", "再就业率分子（R3）", ("ever", "current"), f"{_DEFAULT} JM-2003 R3"),
    _number(
        "flexible_months",
        "灵活就业满几个月计入再就业",
        3,
        "月",
        (0, 24),
        f"{_DEFAULT} JM-2003 §3.5",
    ),
    _number(
        "minimum_living_months",
        "低保人员失业满几个月可领证",
        12,
        "月",
        (0, 60),
        "粤劳社[2003]12号 第四条",
    ),
    _number("registration_age_min", "登记最低年龄", 16, "周岁", (14, 30), "劳动力年龄下限"),
    _number("registration_age_max", "登记最高年龄", 100, "周岁", (50, 130), f"{_DEFAULT} §5.1"),
    _number(
        "training_attendance_percent", "培训结业最低出勤率", 80, "%", (0, 100), f"{_DEFAULT} C12"
    ),
    _number("placement_months", "培训后几个月内就业计为安置", 6, "月", (1, 24), f"{_DEFAULT} C12"),
    _number(
        "review_window_months", "年检窗口：次年一月起几个月", 3, "月", (1, 12), f"{_DEFAULT} §3.2"
    ),
    _number(
        "review_grace_months", "逾期未年检暂停后几个月失效", 3, "月", (0, 24), f"{_DEFAULT} §3.2"
    ),
    _number(
        "certificate_decision_days",
        "优惠证核发时限",
        11,
        "工作日",
        (1, 60),
        f"{_DEFAULT} §3.2（7＋4个工作日）",
    ),
    _number("follow_up_months", "就业后几个月内回访", 3, "月", (1, 24), f"{_DEFAULT} C15"),
    _number(
        "near_target_percent", "完成目标百分之几以上为接近", 95, "%", (50, 100), f"{_DEFAULT} R9"
    ),
    _number("small_group", "人数少于此数时标注", 30, "人", (0, 1000), f"{_DEFAULT} 规则9"),
    _number(
        "short_employment_months", "就业不满几个月为极短就业", 6, "月", (1, 24), f"{_DEFAULT} C11"
    ),
    _number("late_entry_days", "超过几日记入为迟录", 30, "日", (0, 365), f"{_DEFAULT} 数据质量"),
    _number("silent_station_days", "几日未记入为停录", 30, "日", (1, 365), f"{_DEFAULT} 数据质量"),
)
