"""The office's recovery key and what is encrypted to it or to a passphrase (age, X25519); it keeps no key."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.store.trouble import StoreTrouble

ENDING = ".age"


class AgeTrouble(StoreTrouble):
    """What was encrypted does not open, or the key is none; nothing was changed."""


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A new office recovery key: the secret half is given out once and kept nowhere here."""

    secret: str = field(repr=False)
    public: str


def new_recovery_key() -> RecoveryKey:
    """Make a key for the office to keep elsewhere (printed, in a safe)."""
    identity = _x25519().Identity.generate()
    return RecoveryKey(str(identity), str(identity.to_public()))


def public_half(secret: str) -> str:
    """Return the public half of a recovery key; raises AgeTrouble."""
    return str(_identity(secret).to_public())


def encrypt_to(recipient: str, content: bytes) -> bytes:
    """Return a short content so that only the holder of the recovery key opens it; raises AgeTrouble."""
    made: bytes = _pyrage().encrypt(content, [_recipient(recipient)])
    return made


def decrypt_with(secret: str, content: bytes) -> bytes:
    """Return what was encrypted to a recovery key; raises AgeTrouble."""
    identity = _identity(secret)
    try:
        opened: bytes = _pyrage().decrypt(content, [identity])
    except _pyrage().DecryptError as error:
        raise AgeTrouble("恢复密钥不符，打不开", "wrong_recovery_key") from error
    return opened


def encrypt_file(source: Path, target: Path, *, recipient: str = "", passphrase: str = "") -> None:
    """Encrypt a file to the recovery key, or with a passphrase; raises AgeTrouble, OSError."""
    if recipient:
        with source.open("rb") as plain, target.open("wb") as sealed:
            _pyrage().encrypt_io(plain, sealed, [_recipient(recipient)])
        return
    target.write_bytes(_pyrage().passphrase.encrypt(source.read_bytes(), passphrase))


def decrypt_file(source: Path, target: Path, *, secret: str = "", passphrase: str = "") -> None:
    """Open what ``encrypt_file`` made; raises AgeTrouble, OSError."""
    with _refusals():
        if secret:
            identity = _identity(secret)
            with source.open("rb") as sealed, target.open("wb") as plain:
                _pyrage().decrypt_io(sealed, plain, [identity])
        else:
            target.write_bytes(_pyrage().passphrase.decrypt(source.read_bytes(), passphrase))


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except _pyrage().DecryptError as error:
        raise AgeTrouble("恢复密钥或口令不符，或文件已损坏，打不开", "wrong_recovery_key") from error


def _identity(secret: str) -> Any:
    try:
        return _x25519().Identity.from_str(secret.strip())
    except _pyrage().IdentityError as error:
        raise AgeTrouble("这不是恢复密钥，应以 AGE-SECRET-KEY-1 开头", "no_recovery_key") from error


def _recipient(public: str) -> Any:
    try:
        return _x25519().Recipient.from_str(public.strip())
    except _pyrage().RecipientError as error:
        raise AgeTrouble("这不是恢复密钥的公开部分，应以 age1 开头", "no_recovery_key") from error


def _pyrage() -> Any:
    from importlib import import_module

    return import_module("pyrage")  # 14 ms, and seldom needed


def _x25519() -> Any:
    return _pyrage().x25519
