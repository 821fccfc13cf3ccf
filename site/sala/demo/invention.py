"""Made-up people, places and businesses of the municipality. The same seed invents the same.

Their numbers have a right check digit and are nobody's: no office has the code 99.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from stdnum.th import moa, pin

from sala.demo.content import read_json

DISTRICT, PROVINCE, POSTCODE = "เมืองศาลา", "ศาลา", "99000"


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_json("invention.json")
    return words


@dataclass(frozen=True)
class Person:
    """Natural or juristic."""

    name: str
    number: str


@dataclass(frozen=True)
class Place:
    line: str
    subdistrict: str

    @property
    def address(self) -> str:
        return f"{self.line} ตำบล{self.subdistrict} อำเภอ{DISTRICT} จังหวัด{PROVINCE} {POSTCODE}"


class Invention:
    def __init__(self, seed: str) -> None:
        self.chance = Random(seed)  # noqa: S311 - nothing secret is made with it

    def one_of(self, kind: str) -> Any:
        return self.chance.choice(_words()[kind])

    def between(self, limits: list[int]) -> int:
        return self.chance.randint(*limits)

    def person(self) -> Person:
        title, names = self.chance.choice((("นาย", "male"), ("นาง", "female"), ("นางสาว", "female")))
        surname = "".join(self.chance.choice(part) for part in _words()["surnames"])
        number = f"19999{self.chance.randrange(10**7):07}"
        return Person(f"{title}{self.one_of(names)} {surname}", number + pin.calc_check_digit(number))

    def company(self) -> Person:
        number = f"0995{self.chance.randrange(555, 569)}{self.chance.randrange(10**5):05}"
        kind = self.chance.choice(("บริษัท {} จำกัด", "ห้างหุ้นส่วนจำกัด {}"))
        name = kind.format(f"{self.one_of('companies')} {self.chance.randint(1, 99)}")
        return Person(name, number + moa.calc_check_digit(number))

    def holder(self) -> Person:
        return self.company() if self.chance.random() < 0.2 else self.person()

    def place(self) -> Place:
        number = f"{self.chance.randint(1, 399)}{self.chance.choice(('', '', f'/{self.chance.randint(1, 60)}'))}"
        line = f"{number} หมู่ที่ {self.chance.randint(1, 9)} ชุมชน{self.one_of('communities')} ถนน{self.one_of('streets')}"
        return Place(line, self.one_of("subdistricts"))

    def shop_name(self, business: dict[str, Any]) -> str:
        nickname = self.chance.choice(("", "ป้า", "เจ๊", "พี่", "ลุง", "น้า")) + self.one_of("nicknames")
        return str(self.chance.choice(business["names"])).format(nickname)
