"""Letters as they come, and letters that are hard to set."""

from dataclasses import replace
from typing import Any

from letters.contents import (
    DecisionLetter,
    LicenceLetter,
    ListedFile,
    Part,
    ReceiptLetter,
    Sender,
    Signer,
)

SENDER = Sender(
    name="เทศบาลเมืองศาลาใหม่",
    contacts=("99 ถนนเทศบาล ตำบลในเมือง อำเภอเมือง จังหวัดทดสอบ 10000", "0 2000 0000", "saraban@example.go.th"),
)
ENGLISH_SENDER = replace(SENDER, name="Sala Mai Town Municipality", contacts=("99 Thetsaban Road", "0 2000 0000"))
SIGNER = Signer("นายสมชาย ใจดี", "นายกเทศมนตรีเมืองศาลาใหม่")
LONG_NAME = ("บริษัท " + "อุตสาหกรรมอิเล็กทรอนิกส์และคอมพิวเตอร์" * 6)[:200]
LONG_TEXT = (
    "ผู้ยื่นคำขอส่งเอกสารผ่านระบบอิเล็กทรอนิกส์ (คอมพิวเตอร์และอินเทอร์เน็ต) ตามพระราชบัญญัติการปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565 "
    "เจ้าหน้าที่ผู้ปฏิบัติงานได้ตรวจสอบความถูกต้องครบถ้วนของคำขอและรายการเอกสารหลักฐานแล้วเห็นว่าสถานประกอบการตั้งอยู่ริมถนนใหญ่ มีน้ำดื่มและปั๊มน้ำ"
    "ที่ได้มาตรฐาน ผู้สัมผัสอาหารผ่านการอบรมหลักสูตรการสุขาภิบาลอาหารเรียบร้อยแล้ว"
)
URL = "http://127.0.0.1:8000/permits/verify/AB12-CD34-EF56-GH78/"


def receipt(**values: Any) -> ReceiptLetter:
    return ReceiptLetter(
        **{
            "sender": SENDER,
            "reference": "K7PM-3QX2",
            "title": "การขออนุญาตจัดตั้งสถานที่จำหน่ายอาหาร",
            "applicant": "นางสาวปิ่นแก้ว ตั้งใจดี",
            "channel": "เว็บไซต์",
            "entered_at": "12 มีนาคม 2570 เวลา 18:42 น.",
            "counts_from": "15 มีนาคม 2570 เวลา 08:30 น.",
            "due": "24 มีนาคม 2570",
            "secret": "ABCDE-FGHJK",
            "tracking_url": "http://127.0.0.1:8000/track/K7PM3QX2/ABCDEFGHJK/",
            "parts": [Part("ผู้ยื่นคำขอ", [("ชื่อสถานประกอบการ", "ร้านข้าวแกงป้าแดง"), ("พื้นที่ (ตารางเมตร)", "120")])],
            "files": [ListedFile("สำเนาทะเบียนบ้าน.pdf", "120 KB", "ab" * 32)],
            **values,
        }
    )


def long_receipt(**values: Any) -> ReceiptLetter:
    answers = [(f"คำถามที่ {number} เกี่ยวกับสถานประกอบการและอิเล็กทรอนิกส์", LONG_TEXT) for number in range(40)]
    names = ["สำเนา" * 40 + ".pdf", "x" * 250, "🙂 汉字.jpg", *(f"เอกสารประกอบการพิจารณา {n}.pdf" for n in range(17))]
    return receipt(
        applicant=LONG_NAME,
        parts=[Part("ขั้นตอนที่หนึ่ง " + LONG_TEXT, answers[:20]), Part("อีกขั้นตอนหนึ่ง", answers[20:])],
        files=[ListedFile(name, "12.4 MB", "0123456789abcdef" * 4) for name in names],
        **values,
    )


def decision(**values: Any) -> DecisionLetter:
    return DecisionLetter(
        **{
            "sender": SENDER,
            "unit": "กองสาธารณสุขและสิ่งแวดล้อม",
            "reference": "K7PM-3QX2",
            "number": "ทม 52003/127",
            "date": "20 มีนาคม 2570",
            "addressee": "นางสาวปิ่นแก้ว ตั้งใจดี",
            "subject": "แจ้งผลการพิจารณาคำขออนุญาตจัดตั้งสถานที่จำหน่ายอาหาร",
            "paragraphs": [
                "ตามที่ท่านได้ยื่นคำขออนุญาตจัดตั้งสถานที่จำหน่ายอาหาร เมื่อวันที่ 12 มีนาคม 2570 นั้น",
                LONG_TEXT,
                "จึงเรียนมาเพื่อโปรดทราบ",
            ],
            "reason": "พื้นที่ประกอบกิจการไม่เป็นไปตามข้อบัญญัติท้องถิ่น เนื่องจากไม่มีบ่อดักไขมัน",
            "legal_basis": "พระราชบัญญัติการสาธารณสุข พ.ศ. 2535 มาตรา 38 และมาตรา 54",
            "appeal": "ท่านมีสิทธิอุทธรณ์ต่อรัฐมนตรีว่าการกระทรวงสาธารณสุขภายในสามสิบวันนับแต่วันที่ได้รับแจ้ง",
            "signer": SIGNER,
            **values,
        }
    )


def licence(**values: Any) -> LicenceLetter:
    return LicenceLetter(
        **{
            "sender": SENDER,
            "title": "ใบอนุญาตจัดตั้งสถานที่จำหน่ายอาหาร",
            "law": "พระราชบัญญัติการสาธารณสุข พ.ศ. 2535 มาตรา 38",
            "number": "12/2570",
            "holder": "นางสาวปิ่นแก้ว ตั้งใจดี",
            "holder_number": "1 1017 00230 70 8",
            "place": "ร้านข้าวแกงป้าแดง",
            "address": "123/4 ถนนเทศบาล 2 ตำบลในเมือง\nอำเภอเมือง จังหวัดทดสอบ 10000",
            "items": [("ประเภทอาหาร", "อาหารตามสั่งและข้าวแกง"), ("พื้นที่ (ตารางเมตร)", "120")],
            "issued_on": "20 มีนาคม 2570",
            "valid_from": "20 มีนาคม 2570",
            "valid_until": "19 มีนาคม 2571",
            "conditions": ["ต้องแสดงใบอนุญาตไว้ในที่เปิดเผยและเห็นได้ง่าย ณ สถานประกอบการ", "ห้ามโอนใบอนุญาตให้ผู้อื่น"],
            "verification_url": URL,
            "signer": SIGNER,
            **values,
        }
    )


def english_licence(**values: Any) -> LicenceLetter:
    return licence(
        language="en",
        sender=ENGLISH_SENDER,
        title="Licence to Establish a Food Premises",
        law="Public Health Act B.E. 2535, section 38",
        holder="Ms. Pinkaew Tangjaidee",
        place="Pa Daeng Curry Shop",
        address="123/4 Thetsaban 2 Road, Nai Mueang\nMueang District, Example Province 10000",
        items=[("Kind of food", "Made to order and curry with rice"), ("Area (square metres)", "120")],
        issued_on="20 March 2027",
        valid_from="20 March 2027",
        valid_until="19 March 2028",
        conditions=["Display this licence where it is easily seen.", "It cannot be transferred."],
        signer=Signer("Mr. Somchai Jaidee", "Mayor of Sala Mai Town"),
        **values,
    )
