"""What stations call the columns of their own workbooks, besides the ledger's own headings."""

from collections.abc import Mapping
from types import MappingProxyType

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "业务": "command",
        "发生日期": "effective_on",
        "身份证号": "id_number",
        "身份证号码": "id_number",
        "类别": "category",
        "失业时间": "unemployed_since",
        "下岗失业时间": "unemployed_since",
        "登记站": "station",
        "街道（镇）": "station",
        "原单位": "previous_employer",
        "家庭住址": "household_address",
        "电话": "phone",
        "联系电话": "phone",
        "学历": "education",
        "出生年月日": "birth_date",
        "就业单位": "employer",
        "月工资": "monthly_wage",
        "优惠证号": "certificate_no",
        "再就业优惠证号": "certificate_no",
    }
)
"""The field of each heading. A column may also be called by its field's name."""
