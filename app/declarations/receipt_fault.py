"""Why a receipt counts for nothing, as a closed set with the words a clerk reads; nothing is judged here."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ReceiptFault(StrEnum):
    """The first thing that stands against a receipt."""

    DIGEST = "digest"
    UNSIGNED = "unsigned"
    SIGNER = "signer"
    SIGNATURE = "signature"
    BINDING = "binding"
    IRREGULAR = "irregular"
    AMOUNT = "amount"
    OVERRULED = "overruled"


WORDS: Mapping[ReceiptFault, str] = MappingProxyType(
    {
        ReceiptFault.DIGEST: "内容与摘要不符，可能在传送中损坏",
        ReceiptFault.UNSIGNED: "没有单一窗口的签名",
        ReceiptFault.SIGNER: "不是用登记的回执证书签名的",
        ReceiptFault.SIGNATURE: "签名与内容不符，可能被改写",
        ReceiptFault.BINDING: "说的不是本机发出的这份报文",
        ReceiptFault.IRREGULAR: "结构异常，可能夹带了别的内容",
        ReceiptFault.AMOUNT: "金额为负数",
        ReceiptFault.OVERRULED: "与另一份回执矛盾，人工核实后以另一份为准",
    }
)


def words_of(code: str) -> str:
    """Return the words of a stored code; one of a later version is shown as it is."""
    return WORDS[ReceiptFault(code)] if code in list(ReceiptFault) else code
