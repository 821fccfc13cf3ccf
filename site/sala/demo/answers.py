"""What made-up applicants answer on the municipality's forms: stored values by question id, as drafts keep them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sala.demo.invention import Invention, Person

Answers = dict[str, Any]


def applicant_answers(person: Person, *, phone: str, email: str) -> Answers:
    return {
        "applicant_name": person.name,
        "applicant_number": person.number,
        "applicant_phone": phone,
        "applicant_email": email,
        "answer_by": "electronic",
        "postal_address": "",
    }


def food_premises(invention: Invention, person: Person, today: date) -> Answers:
    shop = invention.one_of("food")
    stores = shop["key"] in ("fresh-food", "dry-goods")
    handlers = invention.between([1, 6])
    return {
        "shop-name": invention.shop_name(shop),
        "shop-address": invention.place().line,
        "shop-phone": "",
        "right-to-use": invention.chance.choice(("premises-owned", "premises-rented")),
        "kind-of-premises": "stores-food" if stores else "sells-food",
        "kinds-of-food": [shop["key"]],
        "floor-area": str(invention.between([16, 180])),
        "number-of-seats": str(invention.between(shop["seats"])),
        "opening-times": invention.chance.choice(("ทุกวัน 07.00–15.00 น.", "จันทร์–เสาร์ 10.00–20.00 น.", "06.00 ถึงบ่าย")),
        "first-day": str(today + timedelta(days=invention.between([3, 30]))),
        "manager-name": invention.person().name,
        "number-of-handlers": str(handlers),
        "number-trained": str(invention.between([0, handlers])),
        "water-source": "tap-water",
        "grease-trap": "grease-trap-unneeded" if stores else "grease-trap-there",
        "food-rules-kept": True,
        "food-all-true": True,
    }


def health_hazard(invention: Invention, person: Person, today: date) -> Answers:
    business = invention.one_of("hazard")
    is_company = person.number.startswith("0")
    return {
        "holder-is": "holder-applicant",
        "holder-name": "",
        "holder-number": "",
        "business-manager-name": invention.person().name if is_company else person.name,
        "business-manager-phone": "",
        "place-name": invention.shop_name(business),
        "place-address": invention.place().line,
        "right-to-use": invention.chance.choice(("premises-owned", "premises-rented")),
        "building-kind": invention.chance.choice(("shophouse", "detached-house", "workshop-building")),
        "neighbours": "ด้านซ้ายและขวาเป็นตึกแถว ด้านหน้าติดถนน ด้านหลังเป็นที่ว่าง วัดอยู่ห่างประมาณ 400 เมตร",
        "business-group": business["group"],
        "business-kind": business["kind"],
        "business-area": str(invention.between(business["area"])),
        "machine-power": str(invention.between(business["power"])),
        "number-of-workers": str(invention.between(business["workers"])),
        "working-times": "จันทร์–เสาร์ 08.00–18.00 น.",
        "business-begins": str(today + timedelta(days=invention.between([40, 90]))),
        "nuisances": invention.chance.sample(["noise", "smell", "waste-water"], 2),
        "measures": "ติดตั้งบ่อดักไขมันและบ่อพักน้ำก่อนลงท่อสาธารณะ ทำงานในอาคารปิด ไม่ทำงานหลัง 18.00 น.",
        "safety-measures": ["fire-extinguisher", "first-aid-box"],
        "hazard-rules-kept": True,
        "hazard-all-true": True,
    }


def building(invention: Invention, person: Person, today: date) -> Answers:
    wanted = invention.one_of("buildings")
    return {
        "applicant-is": "applicant-owner",
        "owner-name": "",
        "owner-number": "",
        "owner-address": None,
        "kind-of-work": invention.chance.choice(("build-new", "build-new", "alter")),
        "building-name": wanted["names"][0].format(person.name),
        "site-address": invention.place().line,
        "title-deed": str(invention.between([1200, 98000])),
        "land-owner": "land-own",
        "building-use": wanted["key"],
        "storeys": str(invention.between(wanted["storeys"])),
        "number-of-buildings": "1",
        "building-area": str(invention.between(wanted["area"])),
        "building-height": str(invention.between([4, 14])),
        "parking-places": str(invention.between([1, 8])),
        "distance-to-boundary": "2",
        "architect": f"{invention.person().name} ภ-สถ 9{invention.between([1000, 9999])}",
        "engineer": f"{invention.person().name} ภย. 9{invention.between([1000, 9999])}",
        "site-supervisor": "",
        "work-begins": str(today + timedelta(days=invention.between([60, 120]))),
        "work-days": str(invention.between([90, 360])),
        "building-rules-kept": True,
        "building-all-true": True,
    }


def sign_tax(invention: Invention, person: Person, today: date) -> Answers:
    name = invention.shop_name(invention.one_of("food"))
    return {
        "filer-is": "filer-owner",
        "sign-owner-name": "",
        "business-name": name,
        "filing-reason": "new-sign",
        "sign-text": f"{name} โทร. 0 2000 {invention.between([4000, 9999])}",
        "sign-letters": "thai-only",
        "sign-moves": "sign-still",
        "sign-width": str(invention.between([80, 400])),
        "sign-height": str(invention.between([40, 150])),
        "sign-sides": "1",
        "number-of-signs": "1",
        "other-signs": "",
        "sign-address": invention.place().line,
        "sign-position": "on-building",
        "sign-since": str(today - timedelta(days=invention.between([1, 14]))),
        "sign-all-true": True,
    }


def complaint(words: dict[str, str], today: date) -> Answers:
    return {
        "complaint-kind": words["kind"],
        "complaint-subject": words["subject"],
        "complaint-details": words["details"],
        "complaint-since": str(today - timedelta(days=14)),
        "complaint-often": words["often"],
        "incident-place": words["place"],
        "landmark": "",
        "cause": "",
        "wish": words["wish"],
        "reported-before": "never-reported",
        "my-name": "name-kept",
        "complaint-all-true": True,
    }


ANSWERS: dict[str, Callable[[Invention, Person, date], Answers]] = {
    "food-premises-small": food_premises,
    "health-hazard-business": health_hazard,
    "building-permit": building,
    "sign-tax": sign_tax,
}
