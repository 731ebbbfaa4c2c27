"""The gateway's own judgement of SM2-SM3: signatures of the openssl command hold, a changed byte or key does not."""

import base64
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.gateway.signature import fault_in
from app.guomi.sm2 import Sm2Key
from tests.app.signing.keys import PIN, key_file, needs_openssl
from tests.gateway.running import Running, running
from tests.gateway.sender import ec_signer, envelope, rsa_signer
from tests.schemas.instances import road_import


@pytest.fixture
def gateway(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as started:
        yield started


CONTENT = "<DecMessage>炼焦煤</DecMessage>".encode()


def openssl_signature(folder: Path, content: bytes) -> bytes:
    """A signature made by the command line, which shares no line with ours."""
    (folder / "content").write_bytes(content)
    line = ["openssl", "pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-inkey", str(folder / "sm2.key")]
    line += ["-pkeyopt", "distid:1234567812345678", "-in", str(folder / "content")]
    return subprocess.run(line, check=True, capture_output=True).stdout


@needs_openssl
def test_a_signature_of_another_program_is_judged(tmp_path: Path) -> None:
    key_file(tmp_path, "sm2")
    certificate = (tmp_path / "sm2.crt").read_text()
    signature = openssl_signature(tmp_path, CONTENT)
    assert fault_in(CONTENT, "SM2-SM3", certificate, signature) is None
    assert fault_in(CONTENT + b" ", "SM2-SM3", certificate, signature) == "签名与报文不符"
    assert fault_in(CONTENT, "SM2-SM3", certificate, b"") == "签名与报文不符"
    assert fault_in(CONTENT, "ECDSA-SHA256", certificate, signature) == "签名算法与证书不符"


@needs_openssl
def test_ours_holds_for_the_gateway_and_another_card_does_not(tmp_path: Path) -> None:
    key = Sm2Key.from_pkcs12(key_file(tmp_path, "sm2").read_bytes(), PIN)
    other = tmp_path / "other"
    other.mkdir()
    stranger = Sm2Key.from_pkcs12(key_file(other, "sm2").read_bytes(), PIN)
    assert fault_in(CONTENT, "SM2-SM3", key.certificate, key.sign(CONTENT)) is None
    assert fault_in(CONTENT, "SM2-SM3", key.certificate, stranger.sign(CONTENT)) == "签名与报文不符"


@pytest.mark.parametrize("signer", [rsa_signer, ec_signer])
def test_the_algorithm_told_must_be_the_certificates(signer: object) -> None:
    made = signer()  # type: ignore[operator]
    assert fault_in(CONTENT, "SM2-SM3", made.certificate, made.sign(CONTENT)) == "签名算法与证书不符"
    assert fault_in(CONTENT, made.algorithm, made.certificate, made.sign(CONTENT)) is None


@needs_openssl
def test_a_declaration_signed_with_sm2_is_taken_in(gateway: Running, tmp_path: Path) -> None:
    key = Sm2Key.from_pkcs12(key_file(tmp_path, "sm2").read_bytes(), PIN)
    content = road_import().to_bytes()
    signature = base64.b64encode(key.sign(content)).decode()
    told = {"algorithm": "SM2-SM3", "certificate": key.certificate, "signature": signature}
    assert gateway.post({**envelope(road_import()), **told}).status_code == 202
    forged = {**told, "signature": base64.b64encode(key.sign(content + b" ")).decode()}
    answer = gateway.post({**envelope(road_import()), **forged})
    assert (answer.status_code, answer.json()["error"]) == (422, "signature")
