"""The gateway's signature under a receipt, verified against one pinned certificate; what is signed is told to it."""

import base64
import hashlib
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.declarations.receipt_fault import ReceiptFault


class SealUnusable(Exception):
    """The pinned certificate cannot be read; the message is one Chinese sentence."""


class ReceiptSeal:
    """The one key whose signature is believed."""

    def __init__(self, certificate: x509.Certificate) -> None:
        self._key = certificate.public_key()
        public = self._key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self._signer = base64.b64encode(hashlib.sha256(public).digest()).decode("ascii")

    @classmethod
    def of(cls, path: Path) -> "ReceiptSeal":
        """Return the seal of a certificate file (PEM); raises SealUnusable."""
        try:
            certificate = x509.load_pem_x509_certificate(path.read_bytes())
        except (OSError, ValueError) as error:
            raise SealUnusable(f"回执证书无法使用：{path}，请在设置中重新选择 PEM 文件") from error
        if not isinstance(certificate.public_key(), rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
            raise SealUnusable(f"回执证书的密钥类型不支持：{path}，应为 RSA 或 ECDSA")
        return cls(certificate)

    def fault_in(self, statement: bytes, signature: bytes, signer: str) -> ReceiptFault | None:
        """Return what stands against a signature, None where it holds; ``signer`` names the key, "" where untold."""
        if not signature:
            return ReceiptFault.UNSIGNED
        if signer not in ("", self._signer):
            return ReceiptFault.SIGNER
        try:
            if isinstance(self._key, rsa.RSAPublicKey):
                self._key.verify(signature, statement, padding.PKCS1v15(), SHA256())
            elif isinstance(self._key, ec.EllipticCurvePublicKey):
                self._key.verify(signature, statement, ec.ECDSA(SHA256()))
        except InvalidSignature:
            return ReceiptFault.SIGNATURE
        return None
