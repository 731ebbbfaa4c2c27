"""Verifies a detached signature with the certificate beside it; it does not ask who the certificate belongs to.

The certificate's period is not judged: this gateway's clock may stand on any day, demonstration certificates are made
today.
"""

from __future__ import annotations

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from app.gateway import sm2

RSA_SHA256 = "RSA-SHA256"
ECDSA_SHA256 = "ECDSA-SHA256"
SM2_SM3 = "SM2-SM3"


def fault_in(content: bytes, algorithm: str, certificate: str, signature: bytes) -> str | None:
    """Why the signature over exactly `content` does not hold, in Chinese; None when it does."""
    try:
        key = x509.load_pem_x509_certificate(certificate.encode()).public_key()
    except UnsupportedAlgorithm:
        return _fault_by_sm2(content, algorithm, certificate, signature)
    except ValueError:
        return "签名证书无法读取"
    try:
        if algorithm == RSA_SHA256 and isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), SHA256())
        elif algorithm == ECDSA_SHA256 and isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, content, ec.ECDSA(SHA256()))
        else:
            return "签名算法与证书不符"
    except InvalidSignature:
        return "签名与报文不符"
    return None


def _fault_by_sm2(content: bytes, algorithm: str, certificate: str, signature: bytes) -> str | None:
    """The same for a certificate whose key only libcrypto knows."""
    try:
        held = sm2.holds(certificate, content, signature)
    except sm2.CannotJudge:
        return "网关本机没有 OpenSSL 3，无法核对 SM2 签名"
    if held is None:
        return "签名证书无法读取"
    if algorithm != SM2_SM3:
        return "签名算法与证书不符"
    return None if held else "签名与报文不符"
