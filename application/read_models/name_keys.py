"""How a name may be typed: as it is written, and its pinyin with tones, without, by initials."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# As surnames these are read otherwise than as words.
_SURNAMES = (
    "单shan4 曾zeng1 区ou1 解xie4 仇qiu2 任ren2 华hua4 朴piao2 盖ge3 查zha1 乐yue4 覃qin2 洗xian3 "
    "翟zhai2 员yun4 繁po2 种chong2 缪miao4 燕yan1 宁ning4 葛ge3 哈ha3 纪ji3 秘bi4 黑he4 祭zhai4 "
    "折she2 牟mu4 不fou3 那na1 能nai4 隗wei3 阚kan4 召shao4 过guo1 郇xun2 卜bu3 都du1 藏zang1 "
    "句gou1 撒sa3 乜nie4 干gan1 佴nai4 重chong2 炅gui4 薄bo2 番pan1 适kuo4 相xiang4 观guan4 弗fei4 "
    "蔚yu4 粘nian2 肖xiao1 澹tan2"
)
SURNAMES = {entry[0]: entry[1:] for entry in _SURNAMES.split()}
_OF_TWO = (
    "令狐 万俟 长孙 尉迟 单于 澹台 皇甫 夏侯 鲜于 宰父 欧阳 司徒 上官 诸葛 东方 独孤 慕容 宇文 "
    "濮阳 淳于 公孙 申屠 轩辕 赫连 钟离 闾丘 司马 太史 呼延 拓跋"
)
OF_TWO = frozenset(_OF_TWO.split())
_PASSED_OVER = re.compile(r"[\s\-·•・.,，。()（）\x00-\x1f\x7f\u200b-\u200f\ud800-\udfff]+")
_TONE = re.compile(r"(?<=[a-z])[1-5]$")


class NameKeys(NamedTuple):
    """`sorting` puts names in the order of their pinyin; `typed` is every way to type the name.

    `sounds` is how it is spoken, without tones.
    """

    sorting: str
    typed: tuple[str, ...]
    sounds: str


def warm_up() -> None:
    """Load what the first registration would wait for: how every character is read."""
    keys_of("台帐")


def folded(text: str) -> str:
    """What typing may vary is left out: case, width, spaces, hyphens; ü is typed v."""
    return _PASSED_OVER.sub("", unicodedata.normalize("NFKC", text).casefold()).replace("ü", "v")


@lru_cache(maxsize=65_536)
def keys_of(name: str) -> NameKeys:
    written = folded(name)
    readings = _readings(written)
    typed = [written]
    for syllables in readings:
        plain = list(map(_plain, syllables))
        typed += [
            "".join(plain),
            "".join(syllable[0] for syllable in plain),
            "".join(map(_toned, syllables)),
            "".join(syllables),
        ]
    sorting = " ".join([*readings[0], written])[:200]
    return NameKeys(sorting, tuple(dict.fromkeys(typed)), typed[1])


def _readings(name: str) -> list[tuple[str, ...]]:
    """Syllables with tone numbers; a surname's own reading first, then that of the character."""
    length = 2 if name[:2] in OF_TWO else 1
    surname, given = name[:length], name[length:]
    read = _read(surname)
    surnames = [(SURNAMES[surname],), read] if surname in SURNAMES else [read]
    return [first + _read(given) for first in surnames]


@lru_cache(maxsize=65_536)
def _read(text: str) -> tuple[str, ...]:
    # Its dictionary takes half a second to load, which a question of figures need not wait for.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return tuple(lazy_pinyin(text, style=Style.TONE3))


@lru_cache(maxsize=4_096)
def _plain(syllable: str) -> str:
    return _TONE.sub("", syllable)


@lru_cache(maxsize=4_096)
def _toned(syllable: str) -> str:
    from pypinyin.contrib.tone_convert import to_tone  # noqa: PLC0415

    return folded(to_tone(syllable)) if _TONE.search(syllable) else syllable
