"""``backup``: make, check, put back, hand over and rescue; a restore sends nothing it has not asked for."""

import argparse
import contextlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from app.cli.environment import environment
from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit
from app.cli.output import one_line, print_json
from app.main.desk import PASSPHRASE_FILE, Home, first_line, key_of_folder, open_home, rescue_home
from app.store.backup import Backup, KeyOf, create, prune, verify
from app.store.hand_over import hand_over, is_handed_over, unsealed
from app.store.key_slots import FILE, KeySlots, SystemKeyring, recover
from app.store.rescue import carry_out
from app.store.restore import restore
from app.work.vault import admitted, can_open


def run_create(arguments: argparse.Namespace) -> Exit:
    """Make a backup, by default under the data folder's own ``backups``, where old ones are cleared away."""
    home = Home(home_of(arguments))
    with environment():
        database, key = open_home(home)
        with database:
            made = create(database, home.folder, key, arguments.out or home.backups, clock_of(arguments).now())
        if arguments.out is None:
            prune(home.backups)
    _tell(made, arguments, "备份完成并已核对", "backup made and checked")
    return Exit.DONE


def run_verify(arguments: argparse.Namespace) -> Exit:
    """Check a backup, or a sealed hand-over, as a restore would."""
    with environment(), _folder(arguments) as folder:
        found = replace(verify(folder, _key_of(arguments)), folder=arguments.path)
    _tell(found, arguments, "备份完好，可以恢复", "the backup is sound")
    return Exit.DONE


def run_export(arguments: argparse.Namespace) -> Exit:
    """Make a backup and write it as one sealed file, to the office's recovery key or with a passphrase."""
    home = Home(home_of(arguments))
    passphrase = "" if arguments.passphrase_file is None else first_line_of(arguments.passphrase_file)
    with environment():
        database, key = open_home(home)
        with database:
            made = create(database, home.folder, key, home.backups, clock_of(arguments).now())
        file = hand_over(made.folder, key, arguments.out, passphrase)
    if arguments.json:
        print_json({"ok": True, "file": str(file), "sealed_with": "passphrase" if passphrase else "recovery"})
    elif arguments.lang == "en":
        print(one_line(f"sealed backup written: {file}"))
    else:
        print(one_line(f"加密的交接备份已写到 {file}；只有{'这个口令' if passphrase else '办公室恢复密钥'}能打开"))
    return Exit.DONE


def run_restore(arguments: argparse.Namespace) -> Exit:
    """Put a backup in the place of the data folder's files; the former ones are kept beside them."""
    home, key_of = Home(home_of(arguments)), _key_of(arguments)
    with environment(), _folder(arguments) as folder:
        slots = _slots_for_here(arguments, folder, key_of)  # before anything is moved: it may not come about
        kept = restore(folder, home.folder, key_of, clock_of(arguments).now())
        if slots is not None:
            slots.write(home.folder / FILE)
    if arguments.json:
        print_json({"ok": True, "home": str(home.folder), "kept": None if kept is None else str(kept)})
    elif arguments.lang == "en":
        told_kept = f"restored to {home.folder}; former data: {kept or 'none'}"
        print(one_line(f"{told_kept}; nothing is sent before it was asked for"))
    else:
        former = "原先没有数据" if kept is None else f"原数据保留在 {kept}"
        print(one_line(f"已恢复到 {home.folder}；{former}"))
        print("备份之后可能已发出的单证会先向单一窗口核实，核实之前不会发送；请勿重复申报")
    return Exit.DONE


def _slots_for_here(arguments: argparse.Namespace, folder: Path, key_of: KeyOf) -> KeySlots | None:
    """Return key slots by which this computer opens the data of a backup from now on; None where it does already."""
    keyring = SystemKeyring()
    if (arguments.recovery_file is None and arguments.passphrase_file is None) or can_open(folder, keyring):
        return None
    file = arguments.passphrase_file or os.environ.get(PASSPHRASE_FILE)
    return admitted(folder, key_of(folder), keyring, first_line_of(Path(file)) if file else None)


def run_rescue(arguments: argparse.Namespace) -> Exit:
    """Carry out of a damaged file whatever can be read; the file is not changed."""
    home = Home(home_of(arguments))
    with environment(), rescue_home(home) as database:
        found = carry_out(database, arguments.out)
        cure = database.sentence
    if arguments.json:
        told = {"drafts": found.drafts, "messages": found.messages, "unreadable": found.unreadable}
        print_json({"ok": found.unreadable == 0, "folder": str(found.folder), **told})
    elif arguments.lang == "en":
        print(one_line(f"{found.drafts} drafts, {found.messages} messages in {found.folder}; {found.unreadable} lost"))
    else:
        saved = f"已取出草稿 {found.drafts} 份、报文 {found.messages} 份，放在 {found.folder}"
        lost = f"读不出的 {found.unreadable} 份" if found.unreadable else "全部读得出来"
        print(one_line(f"{saved}；{lost}"))
        if found.unreadable:
            print(one_line(cure))
    return Exit.DONE


@contextlib.contextmanager
def _folder(arguments: argparse.Namespace) -> Iterator[Path]:
    """Give the backup's folder, unsealed where a file was named."""
    path: Path = arguments.path
    if not is_handed_over(path):
        yield path
        return
    secret = "" if arguments.recovery_file is None else first_line_of(arguments.recovery_file)
    passphrase = "" if arguments.passphrase_file is None else first_line_of(arguments.passphrase_file)
    with unsealed(path, secret=secret, passphrase="" if secret else passphrase) as folder:
        yield folder


def _key_of(arguments: argparse.Namespace) -> KeyOf:
    """Return how the key is found: by what was named here, else by the slots that open daily."""
    if arguments.recovery_file is not None:
        return lambda folder: recover(KeySlots.read(folder / FILE), first_line_of(arguments.recovery_file))
    if arguments.passphrase_file is not None:
        return lambda folder: _by_passphrase(folder, first_line_of(arguments.passphrase_file))
    return key_of_folder


def _by_passphrase(folder: Path, passphrase: str) -> bytes:
    found = KeySlots.read(folder / FILE).opened_by(passphrase)
    return key_of_folder(folder) if found is None else found


def first_line_of(file: Path) -> str:
    """Return the secret in a file named on the command line; raises Refused."""
    with environment():
        return first_line(file)


def _tell(backup: Backup, arguments: argparse.Namespace, chinese: str, english: str) -> None:
    if arguments.json:
        made = backup.made_at.isoformat()
        rows = {"folder": str(backup.folder), "made_at": made, "schema": backup.schema, "counts": dict(backup.counts)}
        print_json({"ok": True, **rows})
        return
    drafts, outbox = backup.counts["drafts"], backup.counts["outbox"]
    if arguments.lang == "en":
        print(one_line(f"{english}: {backup.folder} ({drafts} drafts, {outbox} messages)"))
    else:
        print(one_line(f"{chinese}：{backup.folder}（单证 {drafts} 份，报文 {outbox} 份）"))
