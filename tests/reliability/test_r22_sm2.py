"""R-22: SM2, SM3 and SM4 give the published answers, agree with the openssl command, and never use a nonce twice.

The control is a signer whose nonce repeats: two of its signatures give the private key back, and the check sees it.
"""

import hashlib
import random
import secrets
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SM3, Hash

from app.gateway import sm2 as judge
from app.guomi import sm2
from tests.app.signing.keys import PIN, key_file, needs_openssl
from tests.reliability.figures import Figures

pytestmark = [pytest.mark.reliability("R-22"), pytest.mark.slow]
# GM/T 0004-2012, appendix A.
SM3_ANSWERS = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}
# GM/T 0002-2012, appendix A.1: one block under a key equal to it.
SM4_BLOCK = bytes.fromhex("0123456789abcdeffedcba9876543210")
SM4_ANSWER = "681edf34d206965e86b3e94f536e4246"
# GM/T 0003.2-2012 and GB/T 32918.5-2017: the recommended curve.
ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
CROSS, NONCES = 1_000, 10_000


@needs_openssl
def test_answers_agreement_and_nonces(figures: Figures, tmp_path: Path) -> None:
    key = sm2.Sm2Key.from_pkcs12(key_file(tmp_path, "sm2").read_bytes(), PIN)
    known = sum(sm3(message) == answer for message, answer in SM3_ANSWERS.items()) + (sm4() == SM4_ANSWER) + gm_t_0003()
    agreed = sum(ours_by_openssl(tmp_path, key, one) for one in messages(CROSS // 2))
    agreed += sum(openssls_by_ours(tmp_path, key, one) for one in messages(CROSS // 2))
    refused = not sm2.verify(key.certificate, key.sign(b"x"), b"y") and judge.holds(key.certificate, b"y", b"") is False
    points = {decode_dss_signature(key.sign(b"one message"))[0] for _ in range(NONCES)}
    broken = len({repeating_nonce(key_number, b"one message") for key_number in (7, 7)})
    figures.record(
        "R-22",
        figure=f"标准答案 {known}/4，互验 {agreed}/{CROSS}，{NONCES} 个签名 {len(points)} 个不同随机点",
        control=f"随机数重复的签名：2 次只得 {broken} 个随机点，并由两次签名算回私钥：{recovers_key()}",
        passed=known == 4 and agreed == CROSS and refused and len(points) == NONCES and broken == 1 and recovers_key(),
    )


def sm3(message: bytes) -> str:
    digest = Hash(SM3())
    digest.update(message)
    ours, pythons = digest.finalize().hex(), hashlib.new("sm3", message).hexdigest()
    assert ours == pythons
    return ours


def sm4() -> str:
    return Cipher(algorithms.SM4(SM4_BLOCK), modes.ECB()).encryptor().update(SM4_BLOCK).hex()


def gm_t_0003() -> bool:
    """GB/T 32918.5-2017, A.2: its key and its message, signed here and verified by the equation of the standard."""
    d = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
    public = (
        0x09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020,
        0xCCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13,
    )
    r = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
    s = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
    return multiply(BASE, d) == public and holds_by_hand(public, b"message digest", r, s)


# The curve, in numbers, for a check that shares nothing with libcrypto.
P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
BASE = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
Point = tuple[int, int]


def add(one: Point | None, other: Point | None) -> Point | None:
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = (3 * one[0] ** 2 + A) * pow(2 * one[1], -1, P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P)
    x = (slope**2 - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def multiply(point: Point, times: int) -> Point | None:
    found: Point | None = None
    bit: Point | None = point
    while times:
        found = add(found, bit) if times & 1 else found
        bit, times = add(bit, bit), times >> 1
    return found


def digest_of(public: Point, message: bytes) -> int:
    words = b"".join(number.to_bytes(32, "big") for number in (A, B, *BASE, *public))
    bits = (len(sm2.IDENTITY) * 8).to_bytes(2, "big")
    z = hashlib.new("sm3", bits + sm2.IDENTITY + words).digest()
    return int.from_bytes(hashlib.new("sm3", z + message).digest(), "big")


def holds_by_hand(public: Point, message: bytes, r: int, s: int) -> bool:
    point = add(multiply(BASE, s), multiply(public, (r + s) % ORDER))
    return point is not None and (digest_of(public, message) + point[0]) % ORDER == r


def repeating_nonce(number: int, message: bytes) -> int:
    """What a signer with a fixed nonce shows of it."""
    public, point = multiply(BASE, number), multiply(BASE, 12345)
    assert public is not None and point is not None
    return (digest_of(public, message) + point[0]) % ORDER


def recovers_key() -> bool:
    """Two signatures of one nonce give the key: s1·(1+d) + r1·d = k = s2·(1+d) + r2·d."""
    d, k = secrets.randbelow(ORDER - 2) + 1, secrets.randbelow(ORDER - 1) + 1
    public, point = multiply(BASE, d), multiply(BASE, k)
    assert public is not None and point is not None
    pairs = []
    for message in (b"one", b"two"):
        r = (digest_of(public, message) + point[0]) % ORDER
        pairs.append((r, pow(1 + d, -1, ORDER) * (k - r * d) % ORDER))
    (r1, s1), (r2, s2) = pairs
    return (s2 - s1) * pow(s1 + r1 - s2 - r2, -1, ORDER) % ORDER == d


def messages(count: int) -> Iterator[bytes]:
    chance = random.Random(22)
    return (chance.randbytes(chance.randint(0, 4_000)) for _ in range(count))


def ours_by_openssl(folder: Path, key: sm2.Sm2Key, message: bytes) -> bool:
    (folder / "message").write_bytes(message)
    (folder / "signature").write_bytes(key.sign(message))
    line = ["openssl", "dgst", "-sm3", "-verify", str(folder / "public.pem"), "-signature", str(folder / "signature")]
    public = folder / "public.pem"
    if not public.exists():
        made = subprocess.run(
            ["openssl", "x509", "-in", str(folder / "sm2.crt"), "-noout", "-pubkey"], check=True, capture_output=True
        )
        public.write_bytes(made.stdout)
    line += ["-sigopt", f"distid:{sm2.IDENTITY.decode()}", str(folder / "message")]
    return subprocess.run(line, capture_output=True, check=False).returncode == 0


def openssls_by_ours(folder: Path, key: sm2.Sm2Key, message: bytes) -> bool:
    (folder / "message").write_bytes(message)
    line = ["openssl", "dgst", "-sm3", "-sign", str(folder / "sm2.key"), "-sigopt", f"distid:{sm2.IDENTITY.decode()}"]
    signature = subprocess.run([*line, str(folder / "message")], check=True, capture_output=True).stdout
    return sm2.verify(key.certificate, signature, message) and judge.holds(key.certificate, message, signature) is True
