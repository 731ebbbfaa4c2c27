"""Why nothing can be signed now, as a closed set of causes with their sentences; it holds no secret."""

from collections.abc import Mapping
from enum import StrEnum


class Cause(StrEnum):
    """What stands in the way of a signature."""

    NO_CARD = "signer_card"
    PIN_WANTED = "signer_pin"
    PIN_WRONG = "signer_pin_wrong"
    PIN_BLOCKED = "signer_pin_blocked"
    CARD_LOCKED = "signer_locked"
    NO_DRIVER = "signer_driver"
    HUNG = "signer_hung"
    CRASHED = "signer_crashed"
    NO_CERTIFICATE = "signer_certificate"
    OUTDATED = "signer_outdated"
    FILE = "signer_file"
    NO_KEY = "signer_key"
    UNSUPPORTED = "signer_kind"
    REFUSED = "signer_refused"
    OTHER = "signer"


SENTENCES: Mapping[Cause, str] = {
    Cause.NO_CARD: "请插入卡/UKey；单证已冻结等待签名，插好后输入 PIN 即继续",
    Cause.PIN_WANTED: "请输入 PIN 后签名，单证已冻结等待",
    Cause.PIN_WRONG: "PIN 不正确",
    Cause.PIN_BLOCKED: "PIN 已连续错 3 次，为免锁卡不再尝试；请先用卡的厂商工具核对 PIN，再到设置里恢复",
    Cause.CARD_LOCKED: "卡/UKey 的 PIN 已被锁住，请到发卡机构解锁",
    Cause.NO_DRIVER: "找不到或无法装入卡/UKey 的驱动程序，请在设置里重新选择驱动文件",
    Cause.HUNG: "卡/UKey 的驱动程序 15 秒没有反应，已停止它；请重新插拔卡/UKey 后再试",
    Cause.CRASHED: "卡/UKey 的驱动程序意外退出，本程序不受影响；请重新插拔卡/UKey，或更新驱动程序",
    Cause.NO_CERTIFICATE: "卡/UKey 里没有所选的证书，请在设置里重新选择",
    Cause.OUTDATED: "证书不在有效期内，不能签名，请更换证书",
    Cause.FILE: "签名密钥文件无法读取或已损坏，请在设置里重新选择",
    Cause.NO_KEY: "卡/UKey 里没有与证书配对的签名密钥，请换用签名卡",
    Cause.UNSUPPORTED: "证书的密钥类型或卡的签名算法暂不支持，请换用 RSA、P-256 或 SM2 证书",
    Cause.REFUSED: "卡/UKey 拒绝签名，请重新插拔后再试",
    Cause.OTHER: "签名程序未能完成，请再试一次",
}


class SignerUnavailable(Exception):
    """The key cannot be used now (no card, unreadable file); the message is one Chinese sentence naming the act."""

    def __init__(self, sentence: str = "", cause: Cause = Cause.OTHER) -> None:
        super().__init__(sentence or SENTENCES[cause])
        self.cause = cause


def unavailable(cause: Cause, more: str = "") -> SignerUnavailable:
    """Return the trouble of a cause, with what is particular to this case."""
    return SignerUnavailable(f"{SENTENCES[cause]}{f'（{more}）' if more else ''}", cause)
