"""Seals single fields (ID numbers, phone numbers) on top of the file's encryption, and finds them without opening them.

The keys are derived from the data key, so nothing else has to be kept. What a sealed value belongs to is bound to it:
copied to another row or column it does not open.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.store.trouble import Locked, StoreTrouble

_NONCE_BYTES = 12
_KEY_BYTES = 32
_BOUND = b"portdesk field keys"
_UNENCRYPTED = b"portdesk: a file without a key".ljust(_KEY_BYTES, b".")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value stands."""

    table: str
    row: str
    column: str

    def to_bytes(self) -> bytes:
        """Return what is bound to the value."""
        return f"{self.table}|{self.row}|{self.column}".encode()


@dataclass(slots=True)
class Sealer:
    """Seals and opens fields, and computes the blind index by which equal values are found.

    Whoever was handed one keeps it: when the data are locked it forgets its keys for all of them at once, and raises
    Locked until it is given them anew.
    """

    _seal: bytes | None = field(repr=False)
    _index: bytes | None = field(repr=False)

    @classmethod
    def without_keys(cls) -> Self:
        """Return one that was given none yet."""
        return cls(None, None)

    @classmethod
    def of(cls, key: bytes | None) -> Self:
        """Derive the field keys from the data key; without one (development, tests) they protect nothing."""
        return cls(*(_derived(key or _UNENCRYPTED, purpose) for purpose in (b"field seal", b"field index")))

    @classmethod
    def unwrapped(cls, wrapped: bytes, key: bytes) -> Self:
        """Return the field keys that a renewed file keeps, wrapped with its data key; raises StoreTrouble."""
        try:
            keys = AESGCM(key).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], _BOUND)
        except (InvalidTag, ValueError) as error:
            raise StoreTrouble("字段密钥无法打开，数据可能被改动，请从备份恢复", "field_keys") from error
        return cls(keys[:_KEY_BYTES], keys[_KEY_BYTES:])

    @property
    def locked(self) -> bool:
        """Whether the keys were forgotten."""
        return self._seal is None

    def forget(self) -> None:
        """Forget the keys."""
        self._seal = self._index = None

    def take(self, other: "Sealer") -> None:
        """Take the keys of another."""
        self._seal, self._index = other._keys()

    def _keys(self) -> tuple[bytes, bytes]:
        if self._seal is None or self._index is None:
            raise Locked
        return self._seal, self._index

    def wrapped(self, key: bytes) -> bytes:
        """Return the field keys to be kept in a file of another data key: what was sealed and marked stays valid."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, b"".join(self._keys()), _BOUND)

    def seal(self, text: str, place: Place) -> bytes:
        """Return the sealed text, different at every call."""
        return self.seal_bytes(text.encode("utf-8"), place)

    def open(self, sealed: bytes, place: Place) -> str:
        """Return the text; raises StoreTrouble where it was altered or belongs elsewhere."""
        return self.open_bytes(sealed, place).decode("utf-8")

    def seal_bytes(self, content: bytes, place: Place) -> bytes:
        """Return the sealed bytes, different at every call."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self._keys()[0]).encrypt(nonce, content, place.to_bytes())

    def open_bytes(self, sealed: bytes, place: Place) -> bytes:
        """Return the bytes; raises StoreTrouble where they were altered or belong elsewhere."""
        cipher = AESGCM(self._keys()[0])
        try:
            return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.to_bytes())
        except (InvalidTag, ValueError) as error:
            raise StoreTrouble("加密的字段无法打开，数据可能被改动，请从备份恢复", "sealed_field") from error

    def index(self, text: str) -> str:
        """Return the same mark for the same text, from which the text cannot be told without the key."""
        return hmac.new(self._keys()[1], text.encode("utf-8"), hashlib.sha256).hexdigest()


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), _KEY_BYTES, None, b"portdesk " + purpose).derive(key)
