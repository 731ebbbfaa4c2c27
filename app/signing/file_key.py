"""A PKCS#12 key file of RSA, P-256 or SM2, opened with its password; loaded in the helper only."""

import stat
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from app.guomi.libcrypto import NoLibcrypto
from app.guomi.sm2 import NotSm2, Sm2Key, WrongPassword
from app.signing.trouble import Cause, unavailable

_LARGEST = 1 << 20


class FileKey:
    """An opened RSA or P-256 key."""

    def __init__(self, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, certificate: str) -> None:
        self._key = key
        self.certificate = certificate

    def sign(self, data: bytes) -> bytes:
        """Return the signature the certificate calls for."""
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self._key.sign(data, ec.ECDSA(hashes.SHA256()))


def open_file(path: Path, password: str) -> FileKey | Sm2Key:
    """Return the key of a PKCS#12 file; raises SignerUnavailable."""
    content = _content(path)
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(content, password.encode("utf-8"))
    except UnsupportedAlgorithm:
        return _sm2(content, password)
    except ValueError as error:
        raise unavailable(Cause.PIN_WRONG) from error
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise unavailable(Cause.UNSUPPORTED, "文件里没有可用的密钥和证书")
    return FileKey(key, certificate.public_bytes(Encoding.PEM).decode("ascii"))


def _content(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise unavailable(Cause.FILE, str(path))
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise unavailable(Cause.FILE, str(path)) from error
    if not _is_container(content):  # a damaged file must not be told as a wrong password
        raise unavailable(Cause.FILE, str(path))
    return content


def _is_container(content: bytes) -> bool:
    """Tell whether the bytes are one whole DER sequence that begins with version 3, as PKCS#12 does (RFC 7292)."""
    if len(content) < 8 or content[0] != 0x30:
        return False
    extra = content[1] & 0x7F if content[1] & 0x80 else 0
    size = int.from_bytes(content[2 : 2 + extra], "big") if extra else content[1]
    return len(content) == 2 + extra + size and content[2 + extra : 5 + extra] == b"\x02\x01\x03"


def _sm2(content: bytes, password: str) -> Sm2Key:
    try:
        return Sm2Key.from_pkcs12(content, password)
    except WrongPassword as error:
        raise unavailable(Cause.PIN_WRONG) from error
    except (NotSm2, NoLibcrypto) as error:
        raise unavailable(Cause.UNSUPPORTED) from error
