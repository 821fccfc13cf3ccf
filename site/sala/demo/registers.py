"""The permits that the municipality issues, and two registers of other agencies as examples of old registers taken in."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from agency.models import Agency, AgencyUnit
from catalogue.models import ServicePage
from permits.holders import HolderDetails
from permits.models import Permit, PermitType
from permits.services import FaceItem, PermitFace, issue_permit
from sala.demo.content import FOLDER, Memory, read_json
from sala.demo.municipality import Shared

BATCH = 100  # short transactions: others may write meanwhile
PROVINCE = re.compile(r"จังหวัด(\S+)")


def load_permit_types(shared: Shared) -> None:
    source = read_json("permit_types.json")
    keep = shared.memory.keep
    signer = {f"signer_{part}": keep(pair) for part, pair in source["signer"].items()}
    for entry in source["own"]:
        values = {
            "name": keep(entry["name"]),
            "law": shared.law(entry["law"], translate=True),
            "service": ServicePage.objects.get(slug=entry["service"], locale=shared.thai),
            "unit": shared.units[entry["unit"]],
            "number_pattern": entry["number_pattern"],
            "conditions": _keep_lines(entry["conditions"], shared.memory),
            **_validity(entry.get("months")),
            **signer,
        }
        shared.row(PermitType, key=entry["key"], defaults=values)
    for entry in source["examples"]:
        values = {
            "name": keep(entry["name"]),
            "law": shared.law(keep(entry["law"]), translate=True),
            "unit": _unit_of_another_agency(entry, shared),
            "authority": keep(entry["authority"]),
            "number_pattern": "{number}",
            "restarts_each_year": False,
            "offers_licence": False,
            "is_example": True,
        }
        shared.row(PermitType, key=entry["key"], defaults=values)


def _keep_lines(pair: dict[str, str], memory: Memory) -> str:
    """wagtail-localize joins the lines of a plain text field so."""
    memory.keep({language: text.replace("\n", "<br/>") for language, text in pair.items()})
    return pair["th"]


def _validity(months: int | None) -> dict[str, Any]:
    return {"validity": PermitType.Validity.MONTHS, "validity_months": months} if months else {}


def _unit_of_another_agency(entry: dict[str, Any], shared: Shared) -> AgencyUnit:
    agency = shared.row(Agency, name=entry["agency"])
    return shared.row(AgencyUnit, name=shared.memory.keep(entry["unit"]), agency=agency)


def load_example_registers(shared: Shared) -> None:
    """Under their old numbers. Rows that are in the register already are left alone."""
    for entry in read_json("permit_types.json")["examples"]:
        permit_type = PermitType.objects.get(key=entry["key"], locale=shared.thai)
        there = set(Permit.objects.of_type(permit_type).values_list("number", flat=True))
        lines = (FOLDER / entry["file"]).read_text(encoding="utf-8").splitlines()
        rows = (ROWS[entry["key"]](json.loads(line)) for line in lines)
        for rows_together in _together(row for row in rows if row["number"] not in there):
            with transaction.atomic():
                for row in rows_together:
                    issue_permit(permit_type, by=None, **row)


def _together(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _public_company(row: dict[str, Any]) -> dict[str, Any]:
    capital = FaceItem("ทุนจดทะเบียน", f"{row['registered_capital_baht']:,.2f} บาท")
    return {
        "number": row["registration_no"],
        "holder": HolderDetails(row["name_th"], row["registration_no"]),
        "face": PermitFace(items=[capital]),
        "issued_on": date.fromisoformat(row["entry_registered_on"]),
        "source_url": row["source_url"],
    }


def _trade_association(row: dict[str, Any]) -> dict[str, Any]:
    """Each province counts its licences from 1; the number is made unique by its name."""
    found = PROVINCE.search(row["office_address"])
    return {
        "number": f"{row['licence_no']} {found[1]}" if found else row["licence_no"],
        "holder": HolderDetails(row["name_th"], row["registration_no"]),
        "face": PermitFace(
            place_name=row["name_th"],
            address=row["office_address"],
            province=found[1] if found else "กรุงเทพมหานคร",
            items=[FaceItem("วัตถุประสงค์", row["objective"])],
        ),
        "issued_on": date.fromisoformat(row["issued_on"]),
        "source_url": row["source_url"],
    }


ROWS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "example-public-companies": _public_company,
    "example-trade-associations": _trade_association,
}
