"""Which permits the made-up municipality issued in three years, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from permits.moves import Act
from permits.services import FaceItem, PermitFace
from sala.demo.content import read_json
from sala.demo.invention import DISTRICT, PROVINCE, Invention, Person, Place

FOOD, HAZARD, BUILDING = "food-premises-certificate", "health-hazard-licence", "building-permit"
FOOD_PERMITS, HAZARD_PERMITS, BUILDING_PERMITS = 700, 900, 400
DAYS_BACK = 3 * 365
DAYS_OF_A_LICENCE = 365
RENEWALS_OUT_OF_TEN = 8
FIRST_DAYS_WITHOUT_ACTS = 20
PUBLIC_HEALTH_ACT = "พระราชบัญญัติการสาธารณสุข พ.ศ. 2535 มาตรา {}"
BUILDING_CONTROL_ACT = "พระราชบัญญัติควบคุมอาคาร พ.ศ. 2522 มาตรา {}"


@dataclass(frozen=True)
class PlannedAct:
    """`after` so many days from the issue of the permit. A suspension lasts `days`, or until it is lifted."""

    kind: Act
    after: int
    reason: str
    law: str = ""
    days: int | None = None


@dataclass(frozen=True)
class PlannedPermit:
    """`once` names its issue. It is issued `days_ago`; what renews another begins the day after that one ends, about
    `starts_in` days later."""

    once: str
    type_key: str
    days_ago: int
    person: Person
    face: PermitFace
    starts_in: int = 0
    renews: str = ""
    acts: list[PlannedAct] = field(default_factory=list)

    @property
    def days_lived(self) -> int:
        """How long it could hold until today."""
        holds = self.days_ago if self.type_key == FOOD else self.starts_in + DAYS_OF_A_LICENCE
        return min(self.days_ago, holds) - 1


@cache
def plan_permits() -> list[PlannedPermit]:
    """In the order of time."""
    invention = Invention("permits")
    permits = [_food(invention, number) for number in range(FOOD_PERMITS)]
    hazard: list[PlannedPermit] = []
    while len(hazard) < HAZARD_PERMITS:
        hazard += _with_renewals(_hazard(invention, len(hazard)), invention)
    permits += hazard[:HAZARD_PERMITS]
    permits += [_building(invention, number) for number in range(BUILDING_PERMITS)]
    _plan_acts(permits, invention)
    return sorted(permits, key=lambda planned: (-planned.days_ago, planned.once))


def _food(invention: Invention, number: int) -> PlannedPermit:
    shop = invention.one_of("food")
    stores = shop["key"] in ("fresh-food", "dry-goods")
    face = _face(
        invention.shop_name(shop),
        invention.place(),
        ("ประเภทสถานที่", choice_text("food-premises-small", "stores-food" if stores else "sells-food")),
        ("ชนิดอาหาร", choice_text("food-premises-small", shop["key"])),
        ("พื้นที่ประกอบการ", f"{invention.between([12, 200])} ตารางเมตร"),
    )
    return PlannedPermit(f"demo:{FOOD}:{number}", FOOD, _some_day(invention), invention.holder(), face)


def _hazard(invention: Invention, number: int) -> PlannedPermit:
    business = invention.one_of("hazard")
    face = _face(
        invention.shop_name(business),
        invention.place(),
        ("ประเภทกิจการ", business["kind"]),
        ("พื้นที่ประกอบกิจการ", f"{invention.between(business['area']):,} ตารางเมตร"),
        ("กำลังเครื่องจักรรวม", f"{invention.between(business['power'])} แรงม้า"),
        ("จำนวนคนงาน", f"{invention.between(business['workers'])} คน"),
    )
    return PlannedPermit(f"demo:{HAZARD}:{number}", HAZARD, _some_day(invention), invention.holder(), face)


def _with_renewals(first: PlannedPermit, invention: Invention) -> list[PlannedPermit]:
    """The licence of the first year, and those of the years for which it was renewed, each some days before it ended."""
    licences = [first]
    ends = first.days_ago - DAYS_OF_A_LICENCE
    while invention.chance.randint(1, 10) <= RENEWALS_OUT_OF_TEN:
        early = invention.between([2, 25])
        if ends + early < 1:
            break
        once = f"{first.once}:{len(licences)}"
        renews = licences[-1].once
        licences.append(PlannedPermit(once, HAZARD, ends + early, first.person, first.face, early, renews))
        ends -= DAYS_OF_A_LICENCE
    return licences


def _building(invention: Invention, number: int) -> PlannedPermit:
    building = invention.one_of("buildings")
    owner = invention.holder()
    work = invention.chance.choice(("build-new", "build-new", "build-new", "alter"))
    face = _face(
        building["names"][0].format(owner.name),
        invention.place(),
        ("งานที่ขออนุญาต", choice_text("building-permit", work)),
        ("เลขที่โฉนดที่ดิน", str(invention.between([1200, 98000]))),
        ("ชนิดและการใช้อาคาร", choice_text("building-permit", building["key"])),
        ("จำนวนชั้น", f"{invention.between(building['storeys'])} ชั้น"),
        ("พื้นที่รวมทุกชั้น", f"{invention.between(building['area']):,} ตารางเมตร"),
        ("ระยะเวลาก่อสร้าง", f"{invention.between([60, 365])} วัน"),
    )
    return PlannedPermit(f"demo:{BUILDING}:{number}", BUILDING, _some_day(invention), owner, face)


def _some_day(invention: Invention) -> int:
    return invention.between([1, DAYS_BACK])


def _face(name: str, place: Place, *items: tuple[str, str]) -> PermitFace:
    return PermitFace(
        place_name=name,
        address=place.address,
        subdistrict=place.subdistrict,
        district=DISTRICT,
        province=PROVINCE,
        items=[FaceItem(label, text) for label, text in items],
    )


@cache
def choice_text(service: str, key: str) -> str:
    """What an applicant chooses on the form of this service, in Thai."""
    form = next(form for form in read_json("forms.json") if form["service"] == service)
    choices = (
        choice for step in form["steps"] for question in step["questions"] for choice in question.get("choices", [])
    )
    return str(next(choice["label"]["th"] for choice in choices if choice["id"] == key))


# What became of permits: how many of each, of which types, and the act.
FATES: tuple[tuple[int, tuple[str, ...], dict[str, Any]], ...] = (
    (
        9,
        (FOOD, HAZARD),
        {
            "kind": Act.SUSPENDED,
            "reason": "ตรวจพบสุขลักษณะไม่เป็นไปตามเทศบัญญัติและไม่แก้ไขภายในเวลาที่สั่ง",
            "law": PUBLIC_HEALTH_ACT.format("59"),
        },
    ),
    (
        8,
        (FOOD, HAZARD),
        {
            "kind": Act.SUSPENDED,
            "reason": "ปล่อยน้ำเสียลงท่อสาธารณะเกินมาตรฐาน",
            "law": PUBLIC_HEALTH_ACT.format("59"),
            "days": 15,
        },
    ),
    (
        8,
        (HAZARD,),
        {
            "kind": Act.REVOKED,
            "reason": "ถูกสั่งพักใช้ใบอนุญาตตั้งแต่สองครั้งและยังฝ่าฝืน",
            "law": PUBLIC_HEALTH_ACT.format("60"),
        },
    ),
    (
        4,
        (BUILDING,),
        {
            "kind": Act.REVOKED,
            "reason": "ก่อสร้างผิดจากแบบแปลนและไม่แก้ไขตามคำสั่ง",
            "law": BUILDING_CONTROL_ACT.format("40"),
        },
    ),
    (30, (BUILDING,), {"kind": Act.RENEWED, "reason": "ก่อสร้างไม่แล้วเสร็จภายในกำหนด ขอต่ออายุหนึ่งครั้ง"}),
    (12, (FOOD,), {"kind": Act.AMENDED, "reason": "ผู้ประกอบกิจการแจ้งเปลี่ยนพื้นที่"}),
    (45, (FOOD, HAZARD), {"kind": Act.SURRENDERED, "reason": "เลิกกิจการ"}),
    (5, (BUILDING,), {"kind": Act.SURRENDERED, "reason": "ยกเลิกการก่อสร้าง"}),
)


def _plan_acts(permits: list[PlannedPermit], invention: Invention) -> None:
    """Not on licences that were renewed: what ends, ends with the last."""
    renewed = {planned.renews for planned in permits}
    fit = [
        planned for planned in permits if planned.days_lived > FIRST_DAYS_WITHOUT_ACTS and planned.once not in renewed
    ]
    for count, types, act in FATES:
        able = [planned for planned in fit if planned.type_key in types and not planned.acts]
        if act["kind"] == Act.RENEWED:
            able = [planned for planned in able if planned.days_ago > DAYS_OF_A_LICENCE]
        for planned in invention.chance.sample(able, count):
            # A suspension without an end is a late one: others were lifted. What is renewed is renewed shortly before.
            is_late = act["kind"] == Act.RENEWED or (act["kind"] == Act.SUSPENDED and "days" not in act)
            first = planned.days_lived - FIRST_DAYS_WITHOUT_ACTS if is_late else 1
            after = invention.between([first, planned.days_lived])
            planned.acts.append(PlannedAct(after=after, **act))
