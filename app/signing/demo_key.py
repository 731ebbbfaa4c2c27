"""The demonstration profile's key in a file of its owner alone: RSA-2048, self-signed; loaded in the helper only."""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from app.declarations.signed import Algorithm, algorithm_of
from app.signing.trouble import Cause, SignerUnavailable

_FILE = "demo-signer.pem"
_KEY_BITS = 2048
# Wide and fixed, so that a demonstration on another day (--now) still signs with a valid certificate.
_VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_VALID_UNTIL = datetime(2050, 1, 1, tzinfo=UTC)


class SoftwareSigner:
    """The key itself; everybody but the helper and tests signs through a SigningSession."""

    def __init__(self, key: rsa.RSAPrivateKey, certificate: str) -> None:
        self._key = key
        self._certificate = certificate
        self._algorithm = algorithm_of(certificate)

    @classmethod
    def open(cls, folder: Path) -> "SoftwareSigner":
        """Return the signer kept in ``folder``, made on first use; raises SignerUnavailable, never replaces a key."""
        path = folder / _FILE
        try:
            if not path.exists():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _keep(path, _fresh())
            content = path.read_bytes()
        except OSError as error:
            raise SignerUnavailable(
                f"无法读写签名密钥文件（{path}），请检查文件夹权限和磁盘空间", Cause.FILE
            ) from error
        try:
            key = serialization.load_pem_private_key(content, password=None)
            certificate = x509.load_pem_x509_certificate(content)
        except ValueError as error:
            raise SignerUnavailable(
                f"签名密钥文件已损坏（{path}），请从备份恢复，或移走后重新生成", Cause.FILE
            ) from error
        if not isinstance(key, rsa.RSAPrivateKey):
            told = f"签名密钥文件（{path}）的密钥不是 RSA，请从备份恢复，或移走后重新生成"
            raise SignerUnavailable(told, Cause.FILE)
        return cls(key, certificate.public_bytes(serialization.Encoding.PEM).decode("ascii"))

    @property
    def certificate(self) -> str:
        return self._certificate

    @property
    def algorithm(self) -> Algorithm:
        return self._algorithm

    def sign(self, data: bytes) -> bytes:
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def _fresh() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "口岸申报台演示证书")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_VALID_FROM)
        .not_valid_after(_VALID_UNTIL)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return secret + certificate.public_bytes(serialization.Encoding.PEM)


def _keep(path: Path, content: bytes) -> None:
    """Write the file whole or not at all; of two processes starting at once the first one's key stays."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        return
    finally:
        part.unlink()
    if os.name == "posix":  # other systems cannot open a folder to flush it
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
