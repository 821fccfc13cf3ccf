"""Amounts of money as they are written on fees, receipts and letters."""

from decimal import ROUND_HALF_UP, Decimal

from pythainlp.util import num_to_thaiword

_SATANG = Decimal("0.01")
_UNITS = {"th": "บาท", "en": "baht"}


def baht_text(amount: Decimal) -> str:
    """หนึ่งร้อยบาทถ้วน; 0.50 is ห้าสิบสตางค์. Rounded half up to the satang.

    PyThaiNLP's `bahttext` takes floats only, and says ศูนย์บาท before satang; its `num_to_thaiword` is exact.
    """
    rounded = abs(amount).quantize(_SATANG, ROUND_HALF_UP)
    baht, satang = divmod(int(rounded * 100), 100)
    sign = "ลบ" if amount < 0 and rounded else ""
    whole = f"{num_to_thaiword(baht)}บาท" if baht or not satang else ""
    return sign + whole + (f"{num_to_thaiword(satang)}สตางค์" if satang else "ถ้วน")


def format_baht(amount: Decimal, language: str) -> str:
    """1,000 บาท, 0.50 บาท; in English 1,000 baht. Satang are shown when there are any. `language` is th or en."""
    rounded = amount.quantize(_SATANG, ROUND_HALF_UP)
    places = 0 if rounded == rounded.to_integral_value() else 2
    return f"{rounded:,.{places}f} {_UNITS[language]}"
