"""Invented people: names, identity numbers, addresses."""

from dataclasses import dataclass
from datetime import date
from random import Random

from application.demo.days import iso, year_of
from application.demo.places import Place

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

OLD_CODES = {
    "440703": ("440703", "440702", "440711"),
    "440704": ("440704", "440711", "440703"),
    "440705": ("440705", "440782", "440782", "440721"),
    "440781": ("440781", "440722"),
    "440783": ("440783", "440724"),
    "440784": ("440784", "440725"),
    "440785": ("440785", "440723"),
}
"""Address codes that residents of a county hold, abolished ones among them (GB/T 2260, §5.3)."""
_FROM_ELSEWHERE = ("441721", "440103", "440602", "450403", "430102", "510102")

_SURNAMES = (
    "陈" * 12 + "李" * 10 + "黄" * 9 + "梁" * 8 + "林" * 5 + "张" * 5 + "谭" * 5 + "伍" * 4 +
    "赵" * 4 + "周" * 4 + "吴" * 5 + "何" * 4 + "冯" * 4 + "邓" * 3 + "余" * 3 + "区" * 3 +
    "叶" * 3 + "刘" * 3 + "罗" * 3 + "谢" * 3 + "许" * 2 + "钟" * 2 + "容" * 2 + "岑" * 2 +
    "甄" * 2 + "冼" * 2 + "麦" * 2 + "莫" * 2 + "聂" * 2 + "胡" * 2 + "关" * 2 + "郑" * 2 +
    "吕苏施温汤任文阮雷龙卢蔡潘曾彭袁董唐仇单查缪逄佘晁"
)  # fmt: skip
_DOUBLE_SURNAMES = ("司徒", "司徒", "欧阳", "欧阳", "上官", "司马", "诸葛", "端木")
_MALE = "国建伟志强文明华荣光辉永耀锦添炳坚健民军卫东海德成福根树振宏达权生胜新兆灿焕柏洪家"
_FEMALE = "丽芳玉秀英珍兰燕梅凤娟惠琼美霞群笑彩月银婵瑞妙洁莲少红桂爱仙转好雪艳萍素淑顺金婷"
_RARE = ("珺", "淼", "焱", "翀", "昇", "祎", "翃", "垚", "㻌", "䶮", "𬍛", "𠅤")


@dataclass(frozen=True, slots=True)
class Person:
    """`born` is an ordinal day; `number` has 18 digits and was never given to anybody."""

    number: str
    name: str
    male: bool
    born: int
    place: Place
    address: str
    phone: str | None
    education: str

    @property
    def older_from_age(self) -> int:
        """江府[2003]43号 三(二)1(4): men of 50, women of 40."""
        return 50 if self.male else 40


class Numbers:
    """Hands out each identity number once (GB 11643-1999)."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()

    def draw(self, address_code: str, born: int, male: bool) -> str:
        body = address_code + iso(born).replace("-", "")
        while True:
            number = checked(f"{body}{self._rng.randrange(1 if male else 2, 996, 2):03}")
            if number not in self._given:
                self._given.add(number)
                return number

    def mistyped(self, number: str) -> str:
        """A valid number that differs from `number` in its sequence only."""
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14])).toordinal()
        return self.draw(number[:6], born, int(number[16]) % 2 == 1)


def checked(body: str) -> str:
    """Seventeen digits with their check digit."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + _CHECKS[total % 11]


def fifteen(number: str) -> str:
    """The number as it stood on the cards of the first generation."""
    return number[:6] + number[8:17]


def person_of(place: Place, numbers: Numbers, rng: Random) -> Person:
    male = rng.random() < 0.52
    born = _birth_day(male, rng)
    codes = OLD_CODES.get(place.county.code, (place.county.code,))
    code = rng.choice(_FROM_ELSEWHERE if rng.random() < 0.04 else codes)
    return Person(
        number=numbers.draw(code, born, male),
        name=name_of(male, rng),
        male=male,
        born=born,
        place=place,
        address=address_in(place, rng),
        phone=phone_of(rng) if rng.random() < 0.8 else None,
        education=_education(year_of(born), rng),
    )


def name_of(male: bool, rng: Random) -> str:
    given = _MALE if male else _FEMALE
    surname = rng.choice(_DOUBLE_SURNAMES if rng.random() < 0.012 else _SURNAMES)
    first = rng.choice(_RARE if rng.random() < 0.008 else given)
    return surname + first if rng.random() < 0.18 else surname + first + rng.choice(given)


def phone_of(rng: Random) -> str:
    """No subscriber's number begins with 0 and no mobile one with 129: nobody can be rung up."""
    if rng.random() < 0.7:
        return f"0750-0{rng.randrange(1_000_000):06}"
    return f"129{rng.randrange(100_000_000):08}"


_ROADS = (  # noqa: SIM905 - words without quotes
    "霁云路 榕荫里 晓帆街 稻香巷 鹭汀路 蔗林街 石桥里 新潮路 葵风巷 仁和里 东堤横街 渔灯路"
).split()


def address_in(place: Place, rng: Random) -> str:
    community = rng.choice(place.communities).name if place.communities else ""
    for ending in ("居民委员会", "居委会"):
        community = community.removesuffix(ending)
    house = f"{rng.choice(_ROADS)}{rng.randint(1, 188)}号"
    flat = f"{rng.randint(1, 8)}0{rng.randint(1, 6)}房" if rng.random() < 0.6 else ""
    return f"{place.county.name}{place.unit.name}{community}{house}{flat}"


def _birth_day(male: bool, rng: Random) -> int:
    """Men are born from 1944 on, women from mid-1953: of those who are not yet of pension age."""
    if not male:
        year = rng.triangular(1953.6, 1985, 1961)
    elif rng.random() < 0.26:
        year = rng.uniform(1944, 1955)
    else:
        year = rng.triangular(1955, 1985, 1961)
    return date(1, 1, 1).toordinal() + int((min(year, 1984.99) - 1) * 365.2425)


def _education(year: int, rng: Random) -> str:
    if year < 1955:
        return rng.choice(("小学", "小学", "初中", "初中", "初中", "高中"))
    if year < 1970:
        return rng.choice(("小学", "初中", "初中", "初中", "高中", "高中", "中专"))
    return rng.choice(("初中", "初中", "高中", "高中", "中专", "技校", "大专", "本科"))
