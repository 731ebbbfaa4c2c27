"""TLS to the gateway: which certificates are believed, pinned public keys, and what a failed handshake means in words.

A pin is the base64 SHA-256 of a certificate's SubjectPublicKeyInfo; two are kept, of the key in use and of the next
one. It is checked inside the handshake, so that not one byte of a message goes to a stranger with a valid certificate.
"""

import base64
import binascii
import hashlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.transport.errors import InsecureAddress

CA_FILE, PINS_FILE, CLIENT_FILE, CLIENT_KEY_FILE = "ca.pem", "pins.txt", "client.pem", "client.key"
RECEIPTS_FILE = "receipts.pem"
MOST_PINS = 2


class TlsFault(StrEnum):
    """Why a handshake failed; the value stands in records (last_error_code)."""

    EXPIRED = "tls_expired"
    NOT_YET = "tls_not_yet"
    HOST = "tls_host"
    SELF_SIGNED = "tls_self_signed"
    UNKNOWN_CA = "tls_unknown_ca"
    PIN = "tls_pin"
    OLD = "tls_old"
    PLAIN = "tls_plain"
    CARD_WANTED = "card_wanted"
    CARD_REFUSED = "card_refused"
    OTHER = "tls_other"

    @property
    def is_ours(self) -> bool:
        """Whether our certificate is what is missing or not accepted (T5f), and not the gateway's."""
        return self in (TlsFault.CARD_WANTED, TlsFault.CARD_REFUSED)


WORDS: Mapping[TlsFault, str] = MappingProxyType(
    {
        TlsFault.EXPIRED: "网关的证书已过期，没有发送任何内容；请核对本机日期，日期无误则联系网关管理方更换证书",
        TlsFault.NOT_YET: "网关的证书还没有生效，没有发送任何内容；请核对本机日期",
        TlsFault.HOST: "网关的证书不是发给这个地址的，没有发送任何内容；请核对网关地址",
        TlsFault.SELF_SIGNED: "网关的证书是自签名的，没有发送任何内容；确属本单位网关时，请在设置中指定它的 CA 文件",
        TlsFault.UNKNOWN_CA: "网关的证书不是由可信机构签发的，没有发送任何内容；请在设置中指定签发它的 CA 文件",
        TlsFault.PIN: "网关的公钥与登记的不符，可能有人冒充，没有发送任何内容；请向网关管理方核实后再更新公钥指纹",
        TlsFault.OLD: "网关只支持 TLS 1.2 以下的旧加密，没有发送任何内容；请联系网关管理方升级",
        TlsFault.PLAIN: "网关地址写的是 https，对方却没有加密，没有发送任何内容；请核对网关地址和端口",
        TlsFault.CARD_WANTED: "网关要求客户端证书，发送已暂停；请在设置中指定客户端证书后按 F5 重试",
        TlsFault.CARD_REFUSED: "网关不接受本机的客户端证书，发送已暂停；请检查证书是否过期、是否由对方认可的机构签发",
        TlsFault.OTHER: "与网关的加密连接没有建立，没有发送任何内容；请核对网关地址和证书设置",
    }
)

_BY_VERIFY_CODE = {  # numbers of OpenSSL's X509_V_ERR_…
    9: TlsFault.NOT_YET,
    10: TlsFault.EXPIRED,
    18: TlsFault.SELF_SIGNED,
    19: TlsFault.SELF_SIGNED,
    20: TlsFault.UNKNOWN_CA,
    21: TlsFault.UNKNOWN_CA,
    62: TlsFault.HOST,
    64: TlsFault.HOST,
}
_BY_REASON = (
    ("CERTIFICATE_REQUIRED", TlsFault.CARD_WANTED),
    ("HANDSHAKE_FAILURE", TlsFault.CARD_WANTED),  # how TLS 1.2 says the same
    ("ALERT_UNKNOWN_CA", TlsFault.CARD_REFUSED),
    ("ALERT_BAD_CERTIFICATE", TlsFault.CARD_REFUSED),
    ("ALERT_CERTIFICATE_", TlsFault.CARD_REFUSED),  # …EXPIRED, REVOKED, UNKNOWN
    ("ALERT_UNSUPPORTED_CERTIFICATE", TlsFault.CARD_REFUSED),
    ("ALERT_ACCESS_DENIED", TlsFault.CARD_REFUSED),
    ("ALERT_DECRYPT_ERROR", TlsFault.CARD_REFUSED),
    ("UNSUPPORTED_PROTOCOL", TlsFault.OLD),
    ("PROTOCOL_VERSION", TlsFault.OLD),
    ("WRONG_VERSION_NUMBER", TlsFault.PLAIN),
    ("HTTP_REQUEST", TlsFault.PLAIN),
    ("RECORD_LAYER_FAILURE", TlsFault.PLAIN),
)


class TrustUnusable(InsecureAddress):
    """A file or pin of the TLS settings cannot be used; the message is one Chinese sentence."""

    code = "trust_unusable"


class WrongPin(ssl.SSLError):
    """The gateway holds another key than those pinned."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How a gateway proves itself, and we to it; all empty means the system's certificates and no certificate of ours.

    ``receipt_certificate`` signs its receipts: where it is given, none is believed without. ``proxy`` is an address,
    never taken from the environment.
    """

    ca: Path | None = None
    pins: tuple[str, ...] = ()
    client_certificate: Path | None = None
    client_key: Path | None = None
    receipt_certificate: Path | None = None
    proxy: str = ""

    def __post_init__(self) -> None:
        for pin in self.pins:
            if not is_pin(pin):
                raise TrustUnusable(f"公钥指纹“{pin}”不对，应是 44 个字符的 Base64（SHA-256）")
        if len(self.pins) > MOST_PINS:
            raise TrustUnusable("公钥指纹最多两个：现用的和下一个")

    @classmethod
    def in_folder(cls, folder: Path) -> "Trust":
        """Return what a folder of the usual file names says (the mocked gateway writes one); raises TrustUnusable."""
        if not folder.is_dir():
            raise TrustUnusable(f"没有这个证书文件夹：{folder}")

        def there(name: str) -> Path | None:
            return folder / name if (folder / name).is_file() else None

        pins = there(PINS_FILE)
        try:
            told = () if pins is None else tuple(pins.read_text("ascii").split()[:MOST_PINS])
        except (OSError, UnicodeDecodeError) as error:
            raise TrustUnusable(f"公钥指纹文件无法读取：{pins}") from error
        return cls(there(CA_FILE), told, there(CLIENT_FILE), there(CLIENT_KEY_FILE), there(RECEIPTS_FILE))


def is_pin(text: str) -> bool:
    """Tell whether a text can be a pin."""
    try:
        return len(base64.b64decode(text, validate=True)) == hashlib.sha256().digest_size
    except (binascii.Error, ValueError):
        return False


def pin_of(certificate: bytes) -> str:
    """Return the pin of a certificate (DER)."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return base64.b64encode(
        hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    ).decode()


class _Context(ssl.SSLContext):
    """A client's context that knows the pins."""

    pins: frozenset[str] = frozenset()


def _require_pin(context: ssl.SSLContext, certificate: bytes | None) -> None:
    pins = context.pins if isinstance(context, _Context) else frozenset()
    if pins and (certificate is None or pin_of(certificate) not in pins):
        raise WrongPin("the public key is not one of those pinned")


class _Socket(ssl.SSLSocket):
    """Ends the handshake with a stranger."""

    def do_handshake(self, block: bool = False) -> None:
        super().do_handshake(block)
        try:
            _require_pin(self.context, self.getpeercert(binary_form=True))
        except WrongPin:
            self.close()
            raise


class _Object(ssl.SSLObject):
    """The same where TLS runs inside another connection (a proxy's)."""

    def do_handshake(self) -> None:
        super().do_handshake()
        _require_pin(self.context, self.getpeercert(binary_form=True))


def context_of(trust: Trust) -> ssl.SSLContext:
    """Return the context for a gateway: TLS 1.2 or newer, name and issuer checked, pins; raises TrustUnusable."""
    context = _Context(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class, context.sslobject_class = _Socket, _Object
    context.pins = frozenset(trust.pins)
    if trust.ca is None:
        context.load_default_certs()
    else:
        _load("CA 文件", trust.ca, lambda: context.load_verify_locations(trust.ca))
    if trust.client_certificate is not None:
        card, key = trust.client_certificate, trust.client_key
        _load("客户端证书", card, lambda: context.load_cert_chain(card, key, password=_no_password))
    return context


def _load(name: str, path: Path, load: Any) -> None:
    try:
        load()
    except (OSError, ssl.SSLError) as error:
        raise TrustUnusable(f"{name}无法使用：{path}，请在设置中重新选择 PEM 文件") from error


def _no_password() -> str:
    """Nobody can be asked here for the password of a key file, and a prompt on the terminal would hang the thread."""
    return ""


def fault_of(error: BaseException) -> TlsFault | None:
    """Return why a call failed in its handshake, None where TLS had no part in it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, WrongPin):
            return TlsFault.PIN
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _BY_VERIFY_CODE.get(cause.verify_code, TlsFault.OTHER)
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            reason = str(cause.reason or "")
            return next((fault for part, fault in _BY_REASON if part in reason), TlsFault.OTHER)
        cause = cause.__cause__ or cause.__context__
    return None
