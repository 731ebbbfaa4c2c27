"""The data key and its slots: one random key encrypts the database, each slot wraps it for one way of opening.

``keyslots.json`` lies beside the database and goes into every backup. It holds no secret by itself but in a demo
profile, whose slot is a file of mode 0600 next to it. Slots are replaced whole (temporary file, fsync, rename).
"""

import base64
import contextlib
import json
import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.store.age import AgeTrouble, decrypt_with, encrypt_to
from app.store.durable import write_durably
from app.store.engine import StoreTrouble

FILE = "keyslots.json"
VERSION = 1
KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16
_PASSES, _LANES, _KIBIBYTES = 3, 4, 64 * 1024  # Argon2id as measured for reliability.md §2.2: 0.17 s
_SERVICE = "portdesk"

DEMO, KEYRING, PASSPHRASE, RECOVERY = "demo", "keyring", "passphrase", "recovery"

SLOT_WORDS = {DEMO: "演示密钥文件", KEYRING: "系统密钥串", PASSPHRASE: "口令", RECOVERY: "办公室恢复密钥"}

Secret = Callable[[], str]


class KeyTrouble(StoreTrouble):
    """The data key cannot be had; the message is one Chinese sentence and nothing was changed."""


class Keyring(Protocol):
    """What is asked of the operating system's store of passwords."""

    def get(self, account: str) -> str | None:
        """Return what was put under a name, None if nothing was or no store answers."""
        ...

    def put(self, account: str, secret: str) -> bool:
        """Keep a secret under a name; False if no store answers."""
        ...


class SystemKeyring:
    """The operating system's own store; a computer without one answers nothing."""

    def get(self, account: str) -> str | None:
        """See Keyring."""
        import keyring  # costs 40 ms, needed once at most
        from keyring.errors import KeyringError

        with contextlib.suppress(KeyringError):
            return keyring.get_password(_SERVICE, account)
        return None

    def put(self, account: str, secret: str) -> bool:
        """See Keyring."""
        import keyring
        from keyring.errors import KeyringError

        with contextlib.suppress(KeyringError):
            keyring.set_password(_SERVICE, account, secret)
            return keyring.get_password(_SERVICE, account) == secret
        return False


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the data key: its kind, what that kind needs, and the wrapped key."""

    kind: str
    needs: Mapping[str, str]
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeySlots:
    """The slots of one database; ``born`` once its file was made: from then on none is ever made anew."""

    database: str
    slots: tuple[Slot, ...]
    born: bool = False

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read the slots; raises KeyTrouble where the file is absent or not as written."""
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
            if document["version"] != VERSION:
                raise KeyTrouble(f"密钥文件 {file} 由更新的版本写成，请升级程序", "key_slots_newer")
            slots = tuple(_slot(one) for one in document["slots"])
            return cls(str(document["database"]), slots, document.get("born") is True)
        except FileNotFoundError as error:
            raise KeyTrouble(f"找不到密钥文件 {file}，请从备份取回；程序不会新建空库", "key_slots_missing") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise KeyTrouble(f"密钥文件 {file} 无法读取，请从备份取回", "key_slots_unreadable") from error

    def write(self, file: Path) -> None:
        """Write the slots durably in place of what was there; raises KeyTrouble."""
        _keep(file, self.to_bytes())

    def to_bytes(self) -> bytes:
        """Return the content of the file."""
        document = {
            "version": VERSION,
            "database": self.database,
            "born": self.born,
            "slots": [{"kind": s.kind, "needs": dict(s.needs), "wrapped": _text(s.wrapped)} for s in self.slots],
        }
        return json.dumps(document, indent=1).encode("ascii")

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of the slots, in their order."""
        return tuple(slot.kind for slot in self.slots)

    def opened_by(self, passphrase: str) -> bytes | None:
        """Return the data key through the passphrase slot, None where there is none or the passphrase is another."""
        for slot in self.slots:
            if slot.kind == PASSPHRASE:
                kek = _stretched(passphrase, _bytes(slot.needs["salt"]))
                with contextlib.suppress(InvalidTag):
                    return AESGCM(kek).decrypt(
                        slot.wrapped[:_NONCE_BYTES], slot.wrapped[_NONCE_BYTES:], _bound(self, slot)
                    )
        return None

    def with_slot(self, slot: Slot) -> Self:
        """Return the slots with one more; a slot of the same kind is replaced."""
        return replace(self, slots=(*(s for s in self.slots if s.kind != slot.kind), slot))

    def without(self, kind: str) -> Self:
        """Return the slots without a kind; raises KeyTrouble rather than leave none."""
        rest = tuple(slot for slot in self.slots if slot.kind != kind)
        if not rest:
            raise KeyTrouble("至少要保留一种打开数据的方式", "last_slot")
        return replace(self, slots=rest)


def create(folder: Path, keyring: Keyring, passphrase: Secret | None = None) -> bytes:
    """Make a data key and its first slot, write both, return the key.

    A passphrase given makes a real profile; else the system's keyring does; where none answers it becomes a demo
    profile, whose slot key lies in a file. Raises KeyTrouble.
    """
    key = secrets.token_bytes(KEY_BYTES)
    database = str(uuid.uuid4())
    if passphrase is not None:
        slot = passphrase_slot(database, key, passphrase())
    else:
        ours = keyring_slot(database, key, keyring)
        if ours is not None:
            slot = ours
        else:
            kek = secrets.token_bytes(KEY_BYTES)
            demo = f"demo-slot-{database[:8]}.key"
            _keep(folder / demo, kek.hex().encode("ascii"), first=True)
            slot = _wrapped(DEMO, {"file": demo}, database, key, kek)
    if not _keep(folder / FILE, KeySlots(database, (slot,)).to_bytes(), first=True):
        if slot.kind == DEMO:
            (folder / slot.needs["file"]).unlink(missing_ok=True)
        return unlock(folder, keyring, passphrase)  # another process was faster; its key is the key
    return key


def unlock(folder: Path, keyring: Keyring, passphrase: Secret | None = None, file: str = FILE) -> bytes:
    """Return the data key through the first slot that opens; raises KeyTrouble with what to do."""
    slots = KeySlots.read(folder / file)
    for slot in slots.slots:
        kek = _kek(slot, folder, keyring, passphrase)
        if kek is None:
            continue
        with contextlib.suppress(InvalidTag):
            return AESGCM(kek).decrypt(slot.wrapped[:_NONCE_BYTES], slot.wrapped[_NONCE_BYTES:], _bound(slots, slot))
        if slot.kind == PASSPHRASE:
            raise KeyTrouble("口令不对，数据未打开，请重新输入", "wrong_passphrase")
    if PASSPHRASE in slots.kinds() and passphrase is None:
        raise KeyTrouble("数据已加密，请输入口令（无终端时用 PORTDESK_PASSPHRASE_FILE 指明口令文件）", "no_passphrase")
    raise KeyTrouble("本机没有能打开数据的密钥，请用办公室恢复密钥或从备份取回；数据未作改动", "no_key")


def passphrase_slot(database: str, key: bytes, passphrase: str) -> Slot:
    """Return a slot that a passphrase opens."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return _wrapped(PASSPHRASE, {"salt": _text(salt)}, database, key, _stretched(passphrase, salt))


def keyring_slot(database: str, key: bytes, keyring: Keyring) -> Slot | None:
    """Return a slot that this computer's store of passwords opens, None where none answers."""
    kek = secrets.token_bytes(KEY_BYTES)
    account = f"{database}-{secrets.token_hex(2)}"  # a new name: until the slot is written, an earlier one must open
    return _wrapped(KEYRING, {"account": account}, database, key, kek) if keyring.put(account, kek.hex()) else None


def recovery_slot(database: str, key: bytes, recipient: str) -> Slot:
    """Return a slot that the office's recovery key opens; ``recipient`` is its public half (age, X25519)."""
    slot = Slot(RECOVERY, {"recipient": recipient}, b"")
    return replace(slot, wrapped=encrypt_to(recipient, key + _bound(KeySlots(database, ()), slot)))


def recover(slots: KeySlots, secret: str) -> bytes:
    """Return the data key through the recovery slot; raises KeyTrouble where the key is not the one it was made for."""
    for slot in slots.slots:
        if slot.kind == RECOVERY:
            with contextlib.suppress(AgeTrouble):
                opened = decrypt_with(secret, slot.wrapped)
                if opened[KEY_BYTES:] == _bound(slots, slot):
                    return opened[:KEY_BYTES]
    raise KeyTrouble("恢复密钥与这份数据不符，数据未打开", "wrong_recovery_key")


def rewrapped(
    slots: KeySlots, key: bytes, folder: Path, keyring: Keyring, passphrase: Secret | None = None
) -> KeySlots:
    """Return the same slots around another key; raises KeyTrouble where one of them cannot be made again."""

    def again(slot: Slot) -> Slot:
        if slot.kind == RECOVERY:
            return recovery_slot(slots.database, key, slot.needs["recipient"])
        kek = _kek(slot, folder, keyring, passphrase)
        if kek is None:
            raise KeyTrouble(f"换密钥时缺少{SLOT_WORDS[slot.kind]}，未作改动", "slot_not_at_hand")
        return _wrapped(slot.kind, slot.needs, slots.database, key, kek)

    return replace(slots, slots=tuple(again(slot) for slot in slots.slots))


def _kek(slot: Slot, folder: Path, keyring: Keyring, passphrase: Secret | None) -> bytes | None:
    match slot.kind:
        case "demo":
            with contextlib.suppress(OSError, ValueError):
                return _sized(bytes.fromhex((folder / slot.needs["file"]).read_text(encoding="ascii")))
            return None
        case "keyring":
            found = keyring.get(slot.needs["account"])
            with contextlib.suppress(ValueError):
                return _sized(bytes.fromhex(found)) if found else None
            return None
        case "passphrase":
            return _stretched(passphrase(), _bytes(slot.needs["salt"])) if passphrase is not None else None
        case _:
            return None  # the recovery key never lies on this computer


def _sized(key: bytes) -> bytes | None:
    return key if len(key) == KEY_BYTES else None


def _stretched(passphrase: str, salt: bytes) -> bytes:
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_KIBIBYTES)
    return kdf.derive(passphrase.encode("utf-8"))


def _wrapped(kind: str, needs: Mapping[str, str], database: str, key: bytes, kek: bytes) -> Slot:
    slot = Slot(kind, needs, b"")
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(kek).encrypt(nonce, key, _bound(KeySlots(database, ()), slot))
    return replace(slot, wrapped=nonce + sealed)


def _bound(slots: KeySlots, slot: Slot) -> bytes:
    """What a wrapped key belongs to, so that a slot cannot be moved to another database or kind."""
    return f"{slots.database}|{slot.kind}|{VERSION}".encode("ascii")


def _slot(one: Mapping[str, Any]) -> Slot:
    return Slot(str(one["kind"]), {str(k): str(v) for k, v in one["needs"].items()}, _bytes(one["wrapped"]))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _keep(file: Path, content: bytes, *, first: bool = False) -> bool:
    try:
        return write_durably(file, content, first=first)
    except OSError as error:
        raise KeyTrouble(f"密钥文件 {file} 无法写入，请检查权限和磁盘空间", "key_slots_unwritable") from error
