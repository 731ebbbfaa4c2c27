"""Keys for tests of signing: PKCS#12 files of three kinds and a SoftHSM card, each made once."""

import datetime
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PIN = "481516"
SOFTHSM = next(
    (
        path
        for path in (
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/opt/homebrew/lib/softhsm/libsofthsm2.so",
        )
        if Path(path).exists()
    ),
    "",
)
needs_softhsm = pytest.mark.skipif(
    not (SOFTHSM and shutil.which("softhsm2-util")), reason="SoftHSM 2 is not installed (apt-get install softhsm2)"
)
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="the openssl command is not installed")
_SINCE = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_UNTIL = datetime.datetime(2050, 1, 1, tzinfo=datetime.UTC)

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def certificate(
    key: PrivateKey, name: str, since: datetime.datetime = _SINCE, until: datetime.datetime = _UNTIL
) -> x509.Certificate:
    """Return a self-signed certificate."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)
    return builder.sign(key, hashes.SHA256())


def _key(kind: str) -> PrivateKey:
    return ec.generate_private_key(ec.SECP256R1()) if kind == "p256" else rsa.generate_private_key(65537, 2048)


def key_file(folder: Path, kind: str, until: datetime.datetime = _UNTIL, pin: str = PIN) -> Path:
    """Return a PKCS#12 file of ``rsa``, ``p256`` or ``sm2`` that opens with PIN, or with another of the first two."""
    path = folder / f"{kind}.p12"
    if kind == "sm2":
        return _sm2_file(path)
    made = _key(kind)
    lock = BestAvailableEncryption(pin.encode())
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(b"x", made, certificate(made, f"张三 {kind}", until=until), None, lock)
    )
    return path


def _sm2_file(path: Path) -> Path:
    key, paper = path.with_suffix(".key"), path.with_suffix(".crt")
    for line in (
        ["genpkey", "-algorithm", "SM2", "-out", str(key)],
        ["req", "-new", "-x509", "-key", str(key), "-sm3", "-days", "9000", "-subj", "/CN=sm2", "-out", str(paper)],
        ["pkcs12", "-export", "-inkey", str(key), "-in", str(paper), "-passout", f"pass:{PIN}", "-out", str(path)],
    ):
        subprocess.run(["openssl", *line], check=True, capture_output=True)
    return path


@dataclass
class Card:
    """One SoftHSM token with a key and a certificate on it; pulling it out takes its folder away."""

    folder: Path
    label: str
    serial: str
    certificate: x509.Certificate

    @property
    def certificate_serial(self) -> str:
        """The certificate's number as settings keep it."""
        return f"{self.certificate.serial_number:x}"

    def pull(self) -> None:
        """Take the card out of its reader."""
        self.folder.rename(self.folder.parent.parent / self.folder.name)

    def insert(self) -> None:
        """Put it in again."""
        (self.folder.parent.parent / self.folder.name).rename(self.folder)


class Reader:
    """A reader for SoftHSM cards: its own configuration, so that tests touch no card of the developer."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._tokens = folder / "tokens"
        self._tokens.mkdir(parents=True)
        config = folder / "softhsm2.conf"
        config.write_text(f"directories.tokendir = {self._tokens}\nobjectstore.backend = file\nlog.level = ERROR\n")
        monkeypatch.setenv("SOFTHSM2_CONF", str(config))

    def card(self, label: str, kind: str = "rsa", until: datetime.datetime = _UNTIL) -> Card:
        """Return a new card with a key of ``rsa`` or ``p256``."""
        before = set(self._tokens.iterdir())
        line = ["softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "87654321", "--pin", PIN]
        subprocess.run(line, check=True, capture_output=True)
        (folder,) = set(self._tokens.iterdir()) - before
        made = _key(kind)
        paper = certificate(made, f"操作员 {label}", until=until)
        command = [sys.executable, "-c", _PUT, SOFTHSM, label, PIN]
        secret = made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        material = f"{secret.hex()} {paper.public_bytes(Encoding.DER).hex()}"
        done = subprocess.run(command, input=material, check=True, capture_output=True, text=True)
        return Card(folder, label, done.stdout.strip(), paper)


# In a process of its own: a driver that is loaded stays loaded.
_PUT = """
import sys
import pkcs11
from pkcs11 import Attribute, ObjectClass, CertificateType
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.ec import decode_ec_private_key
from cryptography.hazmat.primitives.serialization import load_der_private_key, Encoding, PrivateFormat, NoEncryption
from cryptography.hazmat.primitives.asymmetric import rsa
module, label, pin = sys.argv[1:]
key, paper = (bytes.fromhex(one) for one in sys.stdin.read().split())
token = pkcs11.lib(module).get_token(token_label=label)
loaded = load_der_private_key(key, None)
old = loaded.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
parts = decode_rsa_private_key(old) if isinstance(loaded, rsa.RSAPrivateKey) else decode_ec_private_key(old)
with token.open(rw=True, user_pin=pin) as session:
    session.create_object({**parts, Attribute.TOKEN: True, Attribute.PRIVATE: True, Attribute.SENSITIVE: True,
        Attribute.EXTRACTABLE: False, Attribute.SIGN: True, Attribute.ID: b"1", Attribute.LABEL: "sign"})
    session.create_object({Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
        Attribute.TOKEN: True, Attribute.PRIVATE: False, Attribute.VALUE: paper, Attribute.ID: b"1",
        Attribute.SUBJECT: b"x"})
print(token.serial.decode().strip())
"""
