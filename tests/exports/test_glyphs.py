"""What the fonts of the papers can draw, told from their own tables."""

import pytest

from application.exports.glyphs import undrawn


@pytest.mark.parametrize(
    "text",
    [
        "",
        "陈建国",
        "买买提·阿卜杜热合曼",
        "O'Brien-Smith",
        "李\U0002cc56龘鿍䶮㛃",
        "东风路18号\n3单元 　（甲）",
    ],
)
def test_common_and_many_rare_characters_are_drawn(text: str) -> None:
    assert undrawn(text) == ""


def test_those_without_a_picture_are_told_each_once() -> None:
    assert undrawn("\U00020bb7祥里\U00020bb7号\U0002c456") == "\U00020bb7\U0002c456"
