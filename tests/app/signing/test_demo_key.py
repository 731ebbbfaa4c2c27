"""The software signer, the signed type that cannot be faked, and the silence about keys."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from app.declarations.message import XmlMessage
from app.declarations.signed import Algorithm, CertificateUnusable, SignatureInvalid, SignedMessage, algorithm_of
from app.signing.demo_key import SoftwareSigner
from app.signing.signer import sign
from app.signing.trouble import SignerUnavailable

MESSAGE = XmlMessage("<DecMessage>报关</DecMessage>".encode(), "PD261121093000ABCD")


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> SoftwareSigner:
    return SoftwareSigner.open(tmp_path_factory.mktemp("home") / "keys")


def test_a_signature_verifies_independently(signer: SoftwareSigner) -> None:
    signed = sign(MESSAGE, signer)
    key = x509.load_pem_x509_certificate(signed.certificate.encode()).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    assert key.key_size == 2048
    key.verify(signed.signature, MESSAGE.content, padding.PKCS1v15(), hashes.SHA256())
    assert signed.algorithm is Algorithm.RSA_SHA256
    assert signer.algorithm is Algorithm.RSA_SHA256


def test_no_signed_message_without_its_own_signature(signer: SoftwareSigner) -> None:
    signed = sign(MESSAGE, signer)
    with pytest.raises(SignatureInvalid, match="签名与报文不符"):
        SignedMessage(XmlMessage(MESSAGE.content + b" ", MESSAGE.client_seq_no), signed.signature, signed.certificate)
    with pytest.raises(SignatureInvalid):
        SignedMessage(MESSAGE, b"", signed.certificate)


def test_a_signature_of_another_card_is_refused(signer: SoftwareSigner, tmp_path: Path) -> None:
    other = SoftwareSigner.open(tmp_path)
    with pytest.raises(SignatureInvalid):
        SignedMessage(MESSAGE, other.sign(MESSAGE.content), signer.certificate)


def test_the_same_key_is_found_again(tmp_path: Path) -> None:
    first = SoftwareSigner.open(tmp_path / "keys")
    again = SoftwareSigner.open(tmp_path / "keys")
    assert first.certificate == again.certificate
    assert sign(MESSAGE, first) == sign(MESSAGE, again)


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX matter")
def test_the_key_file_is_the_owners_alone(tmp_path: Path) -> None:
    SoftwareSigner.open(tmp_path / "keys")
    files = list((tmp_path / "keys").iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]


def test_a_damaged_key_is_named_and_never_replaced(tmp_path: Path) -> None:
    SoftwareSigner.open(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"-----BEGIN PRIVATE KEY-----\nnonsense\n")
    with pytest.raises(SignerUnavailable, match="已损坏"):
        SoftwareSigner.open(tmp_path)
    assert file.read_bytes().endswith(b"nonsense\n")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file stands where the folder should")
    with pytest.raises(SignerUnavailable, match="权限"):
        SoftwareSigner.open(tmp_path / "keys")


def test_nothing_prints_the_key(signer: SoftwareSigner, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    SoftwareSigner.open(tmp_path)
    (file,) = tmp_path.iterdir()
    secret = file.read_text().splitlines()[1]
    assert secret not in caplog.text
    assert "PRIVATE" not in repr(signer)
    assert secret not in repr(sign(MESSAGE, signer))


def test_other_keys_and_nonsense_are_named() -> None:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "椭圆曲线")])
    key = ec.generate_private_key(ec.SECP384R1())
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
    builder = builder.not_valid_after(datetime(2027, 1, 1, tzinfo=UTC))
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()
    with pytest.raises(CertificateUnusable, match="RSA"):
        algorithm_of(certificate)
    with pytest.raises(CertificateUnusable, match="无法读取"):
        algorithm_of("not a certificate")


def test_the_digest_is_of_the_bytes() -> None:
    assert XmlMessage(b"abc", "1").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
