"""A signed message: the type verifies its own signature, so none can exist without; it holds no private key."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from app.declarations.message import XmlMessage


class Algorithm(StrEnum):
    """Signature algorithms the gateway's envelope can name."""

    RSA_SHA256 = "RSA-SHA256"


class SignatureInvalid(Exception):
    """The signature is not one of these bytes by this certificate; the message is one Chinese sentence."""


class CertificateUnusable(Exception):
    """The certificate cannot be read or its key is of a kind we cannot use; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A message, its detached signature and the certificate (PEM); raises SignatureInvalid when they do not agree."""

    message: XmlMessage
    signature: bytes
    certificate: str
    algorithm: Algorithm = field(init=False)

    def __post_init__(self) -> None:
        key = _public_key(self.certificate)
        try:
            key.verify(self.signature, self.message.content, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature as error:
            raise SignatureInvalid("签名与报文不符，报文未发送，请重新签名") from error
        object.__setattr__(self, "algorithm", algorithm_of(self.certificate))

    @property
    def certificate_sha256(self) -> str:
        """Digest of the certificate's PEM text, the key under which it is stored."""
        return hashlib.sha256(self.certificate.encode("ascii")).hexdigest()


def algorithm_of(certificate: str) -> Algorithm:
    """Return the algorithm a certificate calls for: one office holds cards of two generations, no setting can know."""
    _public_key(certificate)
    return Algorithm.RSA_SHA256


def _public_key(certificate: str) -> rsa.RSAPublicKey:
    try:
        key = x509.load_pem_x509_certificate(certificate.encode("ascii")).public_key()
    except ValueError as error:
        raise CertificateUnusable("操作员证书无法读取，请重新选择证书") from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise CertificateUnusable("操作员证书的密钥类型暂不支持，请使用 RSA 证书")
    return key
