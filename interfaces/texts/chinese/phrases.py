"""Parts of sentences, and what is said when there is no text for a code."""

PHRASES: dict[str, str] = {
    "clash": "与已记录的「{fact}」（{effective_on}）冲突",
    "choice": "{code}（{word}）",
    "no-text": "此事不能办理（代码 {code}）。请核对所填内容，仍不行的，请把代码告诉管理员。",
}
