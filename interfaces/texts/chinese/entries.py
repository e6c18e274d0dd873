"""Why what was entered in a field cannot be taken; keys are pydantic's error types."""

ENTRIES: dict[str, str] = {
    "missing": "此项必填。请填写。",
    "extra_forbidden": "没有这一项‹（最接近的是“{nearest}”）›。请核对名称，或删去这一项。",
    "enum": "只能填规定的词‹：{expected:choice}›。请改用其中之一。",
    "enum.in_words": "只能填规定的词‹：{expected:word}›。请改用其中之一。",
    "date": "日期不对。请写成 2003-06-30 的形式，并核对日历上有这一天。",
    "moment": "时间不对。请写成 2003-06-30T09:00:00+08:00 的形式，须带时区。",
    "bool": "只能填是或否。JSON 中请写 true 或 false。",
    "int": "须为整数。请只填数字，不带小数和单位。",
    "decimal": "须为数字。请只填数字和小数点，不带单位。",
    "decimal_max_places": "小数位数过多‹，最多{decimal_places}位›。请更正。",
    "string_type": "须为文字。请在 JSON 中加上引号。",
    "string_too_short": "内容太短‹，至少{min_length}个字符›。请补全，不用的项请删去。",
    "string_too_long": "内容太长‹，最多{max_length}个字符›。请缩短。",
    "string_pattern_mismatch": "格式不对。请按规定的格式填写。",
    "string_pattern_mismatch.unit": "单位代码须为6至12位数字。请核对代码。",
    "string_pattern_mismatch.line": "此项只能写一行。请删去换行。",
    "string_unicode": "内容含有不能保存的字符。请重新填写。",
    "control-character": "内容含有不可见的控制字符。请删去后重新填写。",
    "worker-reference": (
        "既不是公民身份号码，也不是台帐编号。请填18位或15位公民身份号码，或填 UUID。"
    ),
    "uuid": "台帐编号不对。请填写完整的 UUID。",
    "greater_than": "数值太小‹，须大于{gt}›。请更正。",
    "greater_than_equal": "数值太小‹，不能小于{ge}›。请更正。",
    "less_than": "数值太大‹，须小于{lt}›。请更正。",
    "less_than_equal": "数值太大‹，不能大于{le}›。请更正。",
    "object": "内容须是一个 JSON 对象。请按“字段：值”的形式填写。",
    "json_invalid": "内容不是 JSON。请检查括号和引号是否配对。",
    "unknown-entry": "此项内容不能用。请核对后更正。",
}
