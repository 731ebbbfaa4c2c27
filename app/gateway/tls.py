"""Makes a demonstration CA, a loopback certificate and a caller's under the data folder; never for use elsewhere."""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.gateway.server import HOST, TlsFiles

CA_FILE, PINS_FILE, CLIENT_FILE, CLIENT_KEY_FILE = "ca.pem", "pins.txt", "client.pem", "client.key"
SERVER_FILE, SERVER_KEY_FILE, NEXT_KEY_FILE = "server.pem", "server.key", "next.key"
_ALL = (CA_FILE, PINS_FILE, CLIENT_FILE, CLIENT_KEY_FILE, SERVER_FILE, SERVER_KEY_FILE)
_YEAR = timedelta(days=365)


def tls_files(data_dir: Path, *, mutual: bool = False) -> TlsFiles:
    """What is in `data_dir`/tls, made with its CA on first use. Raises OSError.

    Beside the server's own files lie those a caller needs: the CA, two pins (of the key in use and of the next one),
    and a certificate of his own, demanded where `mutual`.
    """
    folder = data_dir / "tls"
    if not all((folder / name).is_file() for name in _ALL):
        folder.mkdir(parents=True, exist_ok=True)
        _make(folder)
    return TlsFiles(folder / SERVER_FILE, folder / SERVER_KEY_FILE, folder / CA_FILE, mutual)


def _make(folder: Path) -> None:
    ca_key, server_key, next_key, client_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(4))
    ca_name = name_of("口岸申报台 演示CA")
    ca = (
        builder(ca_name, ca_name, ca_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(ca_key, SHA256())
    )
    names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST)), x509.DNSName("localhost")])
    server = _leaf("模拟单一窗口", ca_name, ca_key, server_key, ExtendedKeyUsageOID.SERVER_AUTH)
    client = _leaf("口岸申报台 演示客户端", ca_name, ca_key, client_key, ExtendedKeyUsageOID.CLIENT_AUTH)
    # The CA's key is forgotten on purpose: it signs these two certificates and nothing else, ever.
    write(folder / CA_FILE, ca.public_bytes(Encoding.PEM), 0o644)
    write(folder / PINS_FILE, f"{pin_of(server_key)}\n{pin_of(next_key)}\n".encode(), 0o644)
    write(folder / NEXT_KEY_FILE, private_pem(next_key), 0o600)
    write(folder / CLIENT_KEY_FILE, private_pem(client_key), 0o600)
    write(folder / CLIENT_FILE, client.sign(ca_key, SHA256()).public_bytes(Encoding.PEM), 0o644)
    write(folder / SERVER_KEY_FILE, private_pem(server_key), 0o600)
    certificate = server.add_extension(names, critical=False).sign(ca_key, SHA256())
    write(folder / SERVER_FILE, certificate.public_bytes(Encoding.PEM), 0o644)


def _leaf(
    common_name: str,
    issuer: x509.Name,
    ca_key: ec.EllipticCurvePrivateKey,
    key: ec.EllipticCurvePrivateKey,
    purpose: x509.ObjectIdentifier,
) -> x509.CertificateBuilder:
    return (
        builder(name_of(common_name), issuer, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
    )


def pin_of(key: ec.EllipticCurvePrivateKey) -> str:
    """The name of a key by which callers pin it: base64 SHA-256 of its SubjectPublicKeyInfo."""
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return b64encode(hashlib.sha256(public).digest()).decode("ascii")


def private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """A private key as unencrypted PEM, for a file of the owner alone."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def name_of(common_name: str) -> x509.Name:
    """The subject of a certificate."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def builder(subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    """A certificate to be, good for ten years from yesterday."""
    # The real clock, not the gateway's: TLS peers judge the period by theirs.
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + 10 * _YEAR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def write(path: Path, data: bytes, mode: int) -> None:
    """Write a file whole, with its rights from the start. Raises OSError."""
    temporary = path.with_name(path.name + ".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
