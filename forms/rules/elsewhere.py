"""Rules that no predicate decides: those spoken while reading a text, by the stage matrix, and at sending."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.problem import Severity
from forms.rules.law import ELEMENT_CATALOGUE, FILLING_GUIDE, MESSAGE_FORMAT, TARIFF, TWO_STEP, UNVERIFIED, box


class Spoken(StrEnum):
    """Where in the program such a rule speaks; the value is the word for it."""

    STAGE = "按申报阶段"
    READING = "读入时"
    SENDING = "发送时"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One rule of the book that the engine or the outbox speaks; ``at`` are patterns, ``words`` stand for any field."""

    id: str
    at: tuple[str, ...]
    spoken: Spoken
    message: str
    english: str
    source: str
    severity: Severity = Severity.ERROR
    confidence: str = "S"
    directions: str = "IE"
    words: str = ""
    cures: bool = False


ELSEWHERE: tuple[Elsewhere, ...] = (
    Elsewhere(
        "R000",
        (),
        Spoken.STAGE,
        "{label}未填，本申报方式必填",
        "A field this stage requires is empty",
        FILLING_GUIDE,
        words="本阶段必填的各栏",
    ),
    Elsewhere(
        "LOCKED",
        (),
        Spoken.STAGE,
        "{label}已在概要申报，不能在完整申报时改动，需改请另提修改申请",
        "A field the first step declared was changed at the second",
        TWO_STEP,
        confidence="F",
        words="概要申报过的各栏",
    ),
    Elsewhere(
        "R016",
        (),
        Spoken.READING,
        "{label} {code} 不存在或已失效，请按 F2 查代码后改正（本机表不全时为警告）",
        "The code is not in its table, or no longer",
        FILLING_GUIDE,
        words="各代码栏",
        cures=True,  # the code in its place, where the table names one
    ),
    Elsewhere(
        "R065",
        ("containers[].container_type",),
        Spoken.READING,
        "集装箱规格 {code} 不存在，请按 F2 查代码后改正",
        "The container type is not in its table",
        f"{FILLING_GUIDE}；《集装箱规格代码表》{UNVERIFIED}",
        confidence="F",
    ),
    Elsewhere(
        "R098",
        ("items[].hs_code",),
        Spoken.READING,
        "商品编号 {code} 不存在或已失效，请按 F2 查代码后改正（本机税则不全时为警告）",
        "The commodity code is not in the tariff of the day",
        TARIFF,
        cures=True,
    ),
    Elsewhere(
        "R102",
        ("items[].name", "items[].model"),
        Spoken.READING,
        "{label}有 {length} 字节（汉字算 2），最多 255 字节，请缩短",
        "The name or specification takes more than 255 bytes",
        f"{box(35)}；{ELEMENT_CATALOGUE}",
    ),
    Elsewhere(
        "R158",
        (),
        Spoken.READING,
        "{label}含报文不允许的字符，或长度、格式超出报文规定，请改正",
        "A text holds what no message can carry, or is beyond the dictionary",
        MESSAGE_FORMAT,
        words="各栏",
    ),
    Elsewhere(
        "R159",
        ("sign.client_seq_no",),
        Spoken.SENDING,
        "客户端编号 {number} 已用于另一份内容，请勿重复申报；请改用新的编号，或打开原来那份查看",
        "The client's number was used for other content that was filed",
        f"{MESSAGE_FORMAT}（客户端报关单编号）",
    ),
    Elsewhere(
        "R162",
        ("sign.sign",),
        Spoken.SENDING,
        "未签名，不能申报，请插入操作员卡后再发送",
        "No operator's signature, so the message is not sent",
        f"《中华人民共和国海关法》第二十五条；{MESSAGE_FORMAT}（数字签名）",
    ),
)
