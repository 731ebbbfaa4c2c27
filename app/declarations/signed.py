"""A signed message: the type verifies its own signature, so none can exist without; it holds no private key."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from app.declarations.message import XmlMessage
from app.guomi import sm2
from app.guomi.libcrypto import NoLibcrypto

_PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | None
"""None stands for a key of SM2, which the certificate itself verifies with."""


class Algorithm(StrEnum):
    """Signature algorithms the gateway's envelope can name."""

    RSA_SHA256 = "RSA-SHA256"
    ECDSA_SHA256 = "ECDSA-SHA256"
    SM2_SM3 = "SM2-SM3"


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
        if not verifies(self.certificate, self.signature, self.message.content):
            raise SignatureInvalid("签名与报文不符，报文未发送，请重新签名")
        object.__setattr__(self, "algorithm", algorithm_of(self.certificate))

    @property
    def certificate_sha256(self) -> str:
        """Digest of the certificate's PEM text, the key under which it is stored."""
        return hashlib.sha256(self.certificate.encode("ascii")).hexdigest()


def algorithm_of(certificate: str) -> Algorithm:
    """Return the algorithm a certificate calls for: one office holds cards of two generations, no setting can know."""
    key = _public_key(certificate)
    if key is None:
        return Algorithm.SM2_SM3
    return Algorithm.RSA_SHA256 if isinstance(key, rsa.RSAPublicKey) else Algorithm.ECDSA_SHA256


def verifies(certificate: str, signature: bytes, content: bytes) -> bool:
    """Tell whether a signature is of exactly these bytes by this certificate; raises CertificateUnusable."""
    key = _public_key(certificate)
    if key is None:
        return sm2.verify(certificate, signature, content)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), hashes.SHA256())
        else:
            key.verify(signature, content, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _public_key(certificate: str) -> _PublicKey:
    try:
        key = x509.load_pem_x509_certificate(certificate.encode("ascii")).public_key()
    except UnsupportedAlgorithm:
        key = None
    except ValueError as error:
        raise CertificateUnusable("操作员证书无法读取，请重新选择证书") from error
    if isinstance(key, rsa.RSAPublicKey):
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1":
        return key
    if key is None and _is_sm2(certificate):
        return None
    raise CertificateUnusable("操作员证书的密钥类型暂不支持，请使用 RSA、P-256 或 SM2 证书")


def _is_sm2(certificate: str) -> bool:
    try:
        return sm2.is_sm2(certificate)
    except NoLibcrypto:
        return False
