"""A certificate authority of a test's own and servers that speak TLS badly; what arrives decrypted is counted."""

import base64
import contextlib
import hashlib
import ipaddress
import socket
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from tests.helpers.loopback import http_answer, read_request

TODAY = datetime.now(UTC)
YEAR = timedelta(days=365)
Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Files:
    """A certificate with its key, as files."""

    certificate: Path
    key: Path
    pin: str


class Authority:
    """Signs whatever a test wants."""

    def __init__(self, folder: Path, name: str = "CA") -> None:
        self._folder = folder
        self._key, self._name = ec.generate_private_key(ec.SECP256R1()), _name(name)
        self.file = folder / f"{name}.pem"
        constraints = x509.BasicConstraints(ca=True, path_length=None)
        made = _builder(self._name, self._name, self._key, TODAY + YEAR).add_extension(constraints, critical=True)
        self.file.write_bytes(made.sign(self._key, SHA256()).public_bytes(Encoding.PEM))

    def sign(self, name: str, *, host: str = "127.0.0.1", until: datetime | None = None, itself: bool = False) -> Files:
        """Return a certificate for an address, which signs itself if asked."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer, signing = (_name(name), key) if itself else (self._name, self._key)
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
        made = _builder(_name(name), issuer, key, until or TODAY + YEAR).add_extension(names, critical=False)
        files = Files(self._folder / f"{name}.pem", self._folder / f"{name}.key", _pin(key))
        files.certificate.write_bytes(made.sign(signing, SHA256()).public_bytes(Encoding.PEM))
        files.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return files


@dataclass(slots=True)
class Listener:
    """A server, how it is reached, and every request that came to it whole and decrypted."""

    url: str
    heard: list[bytes]


@contextmanager
def tls_server(
    files: Files, *, caller_ca: Path | None = None, newest: ssl.TLSVersion | None = None, answer: bytes = b"{}"
) -> Iterator[Listener]:
    """Serve https on this machine; ``caller_ca`` demands a certificate, ``newest`` keeps to old versions of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)
    if caller_ca is not None:
        context.load_verify_locations(caller_ca)
        context.verify_mode = ssl.CERT_REQUIRED
    if newest is not None:
        speak_only(context, newest)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listener = Listener(f"https://127.0.0.1:{listening.getsockname()[1]}", [])
        thread = threading.Thread(target=_serve, args=(listening, context, listener, answer), daemon=True)
        thread.start()
        yield listener
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def speak_only(context: ssl.SSLContext, version: ssl.TLSVersion) -> None:
    """Let a context know one version of TLS, however old."""
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # to be deprecated is the point here
        context.minimum_version, context.maximum_version = version, version


def _serve(listening: socket.socket, context: ssl.SSLContext, listener: Listener, answer: bytes) -> None:
    while True:
        try:
            plain, _ = listening.accept()
        except OSError:
            return
        plain.settimeout(5)
        with plain, contextlib.suppress(OSError), context.wrap_socket(plain, server_side=True) as connection:
            request = read_request(connection)
            if request.strip():  # somebody went away without a word
                listener.heard.append(request)
                connection.sendall(http_answer(202, answer))


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _pin(key: Key) -> str:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode("ascii")


def _builder(subject: x509.Name, issuer: x509.Name, key: Key, until: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - 2 * YEAR)
        .not_valid_after(until)
    )
