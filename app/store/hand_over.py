"""A backup as one encrypted file, to be carried to another computer or a second disk; what stays here is not touched.

It is sealed with age, to the office's recovery key or with a passphrase. Inside, only those ways open the data: the
slots of this computer would be of no use elsewhere, and a demo profile's key must not travel beside its data.
"""

import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.store.age import ENDING, decrypt_file, encrypt_file
from app.store.backup import MANIFEST, manifest, sync_files, write_manifest
from app.store.durable import sync_folder
from app.store.engine import StoreTrouble
from app.store.key_slots import DEMO, FILE, KEYRING, PASSPHRASE, RECOVERY, KeySlots, KeyTrouble, passphrase_slot

_SHORTEST = 8
_MOST = 64  # names in a bundle: a backup has half a dozen
_NO_RECOVERY = "还没有办公室恢复密钥，请先在设置里生成，或改用口令加密"


def hand_over(backup: Path, key: bytes, target: Path, passphrase: str = "") -> Path:
    """Write a backup as one sealed file, to the recovery key or with a passphrase; raises StoreTrouble.

    target: the file to write (``.age`` is added), or a folder. Nothing half stays where it fails.
    """
    slots = KeySlots.read(backup / FILE)
    recipient = next((slot.needs["recipient"] for slot in slots.slots if slot.kind == RECOVERY), "")
    if not passphrase and not recipient:
        raise KeyTrouble(_NO_RECOVERY, "no_recovery_key")
    if passphrase and len(passphrase) < _SHORTEST:
        raise KeyTrouble(f"口令至少 {_SHORTEST} 个字符，请重新输入", "short_passphrase")
    file = target / f"{backup.name}{ENDING}" if target.is_dir() else target
    file = file if file.name.endswith(ENDING) else file.with_name(f"{file.name}{ENDING}")
    try:
        with tempfile.TemporaryDirectory(prefix=".handing-over-", dir=backup.parent) as work:
            staged = Path(work) / backup.name
            shutil.copytree(backup, staged)
            _keep_for_others(staged, slots, key, passphrase)
            bundle, sealed = Path(work) / "bundle.tar", Path(work) / file.name
            with tarfile.open(bundle, "w") as tar:
                tar.add(staged, staged.name)
            encrypt_file(bundle, sealed, recipient="" if passphrase else recipient, passphrase=passphrase)
            sync_files(Path(work))
            shutil.move(sealed, file)
            file.chmod(0o600)
            sync_folder(file.parent)
    except OSError as error:
        raise StoreTrouble(f"交接备份无法写到 {file}，请检查权限和磁盘空间", "handover_unwritable") from error
    return file


def is_handed_over(path: Path) -> bool:
    """Tell whether a path is a sealed file rather than a backup's folder."""
    return path.is_file() and path.name.endswith(ENDING)


@contextmanager
def unsealed(file: Path, *, secret: str = "", passphrase: str = "") -> Iterator[Path]:
    """Give the backup's folder out of a sealed file, for the block; raises StoreTrouble."""
    if not secret and not passphrase:
        raise KeyTrouble("这是加密的交接备份，请指明恢复密钥文件或口令文件", "no_recovery_key")
    with tempfile.TemporaryDirectory(prefix="portdesk-handover-") as work:
        bundle, folder = Path(work) / "bundle.tar", Path(work) / "content"
        try:
            decrypt_file(file, bundle, secret=secret, passphrase=passphrase)
            with tarfile.open(bundle) as tar:
                members = tar.getmembers()
                if len(members) > _MOST or not all(one.isfile() or one.isdir() for one in members):
                    raise StoreTrouble(f"{file} 不是口岸申报台的交接备份", "no_backup")
                tar.extractall(folder, members, filter="data")
            bundle.unlink()
        except (OSError, tarfile.TarError) as error:
            raise StoreTrouble(f"交接备份 {file} 无法读取或已损坏", "no_backup") from error
        found = [one.parent for one in folder.glob(f"*/{MANIFEST}")]
        if len(found) != 1:
            raise StoreTrouble(f"{file} 不是口岸申报台的交接备份", "no_backup")
        yield found[0]


def _keep_for_others(staged: Path, slots: KeySlots, key: bytes, passphrase: str) -> None:
    """Leave only the slots that open elsewhere, and tell the manifest."""
    if passphrase:
        slots = slots.with_slot(passphrase_slot(slots.database, key, passphrase))
    for slot in slots.slots:
        if slot.kind == DEMO:
            (staged / slot.needs["file"]).unlink(missing_ok=True)
    kept = tuple(slot for slot in slots.slots if slot.kind not in (DEMO, KEYRING))
    if not any(slot.kind in (RECOVERY, PASSPHRASE) for slot in kept):
        raise KeyTrouble(_NO_RECOVERY, "no_recovery_key")
    KeySlots(slots.database, kept, slots.born).write(staged / FILE)
    document = {name: value for name, value in manifest(staged).items() if name != "files"}
    (staged / MANIFEST).unlink()
    write_manifest(staged, document)
