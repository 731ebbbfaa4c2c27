"""Signs and envelopes declarations the way a client does, with keys made once per test run."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tests.schemas.instances import Message


@dataclass(frozen=True, slots=True)
class Signer:
    """A key with its self-made certificate."""

    algorithm: str
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    certificate: str

    def sign(self, content: bytes) -> bytes:
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(content, padding.PKCS1v15(), SHA256())
        return self.key.sign(content, ec.ECDSA(SHA256()))


@cache
def rsa_signer() -> Signer:
    key = rsa.generate_private_key(65537, 2048)
    return Signer("RSA-SHA256", key, _certificate(key))


@cache
def ec_signer() -> Signer:
    key = ec.generate_private_key(ec.SECP256R1())
    return Signer("ECDSA-SHA256", key, _certificate(key))


def _certificate(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "测试操作员")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=30))
        .sign(key, SHA256())
    )
    return certificate.public_bytes(Encoding.PEM).decode()


def envelope(
    message: Message | bytes, *, message_id: str | None = None, signer: Signer | None = None, **changes: Any
) -> dict[str, Any]:
    """A right envelope around a message; `changes` replace single keys."""
    content = message if isinstance(message, bytes) else message.to_bytes()
    signing = signer or ec_signer()
    business_no = "X" if isinstance(message, bytes) else message.sign["ClientSeqNo"]
    return {
        "message_id": message_id or str(uuid4()),
        "business_no": business_no,
        "revision": 1,
        "action": "declare",
        "content": b64encode(content).decode(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "algorithm": signing.algorithm,
        "certificate": signing.certificate,
        "signature": b64encode(signing.sign(content)).decode(),
        **changes,
    }
