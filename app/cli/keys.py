"""``keys``: the ways to open the data, as the window's settings change them; secrets come from files or a prompt."""

import argparse
import contextlib
import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from app.cli.backup import first_line_of
from app.cli.environment import environment
from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.cli.output import one_line, print_json
from app.main.desk import Home, open_home, passphrase_told
from app.store import audit
from app.store.backup import KeyOf
from app.store.key_slots import FILE, KeySlots, SystemKeyring, recover
from app.store.one_window import alone
from app.store.renew_key import renew
from app.store.upgrade import open_database
from app.work.vault import Vault

_IN_USE = "数据正在使用{who}，请关闭口岸申报台的窗口后再换密钥"


def run_list(arguments: argparse.Namespace) -> Exit:
    """Tell the ways there are."""
    with _vault(arguments) as vault:
        lines = vault.slots()
    if arguments.json:
        rows = [{"kind": one.kind, "name": one.words, "removable": one.removable} for one in lines]
        print_json({"slots": rows})
    for one in lines if not arguments.json else ():
        print(one_line(one.kind if arguments.lang == "en" else f"{one.words}（{one.kind}）：{one.note}"))
    return Exit.DONE


def run_passphrase(arguments: argparse.Namespace) -> Exit:
    """Add a passphrase or change it; one that was forgotten is replaced with the help of the recovery key."""
    key_of = None
    if arguments.recovery_file is not None:
        secret = first_line_of(arguments.recovery_file)
        key_of = lambda folder: recover(KeySlots.read(folder / FILE), secret)  # noqa: E731 - one expression, one use
    with _vault(arguments, key_of) as vault:
        vault.set_passphrase(_new_passphrase(arguments.new_file))
    return _told(arguments, "口令已设好，下次启动时用它打开数据", "the passphrase is set")


def run_keyring(arguments: argparse.Namespace) -> Exit:
    """Let the system's login open the data."""
    with _vault(arguments) as vault:
        vault.add_keyring()
    return _told(arguments, "以后随系统登录打开数据", "the system's login opens the data")


def run_recovery(arguments: argparse.Namespace) -> Exit:
    """Make the office's recovery key; its secret half goes to the file named and is kept nowhere else."""
    file: Path = arguments.out
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # first: a key nobody has is no help
    except OSError as error:
        raise Refused(
            Exit.TROUBLE, f"{file} 已存在或不可写，请换一个文件", f"{file} stands or cannot be made"
        ) from error
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as opened, _vault(arguments) as vault:
            made = vault.new_recovery_key()
            opened.write(f"{made.secret}\n")
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    chinese = f"办公室恢复密钥已写到 {file}；请打印或存到别处保管，然后从这台电脑删除。公开部分：{made.public}"
    return _told(arguments, chinese, f"recovery key written to {file}; keep it elsewhere. public: {made.public}")


def run_remove(arguments: argparse.Namespace) -> Exit:
    """Take one way to open the data away."""
    with _vault(arguments) as vault:
        vault.remove(arguments.kind)
    return _told(arguments, "已移除", "removed")


def run_renew(arguments: argparse.Namespace) -> Exit:
    """Give the data a new key; older backups stay under the old one, each with its own slots."""
    home, now = Home(home_of(arguments)), clock_of(arguments).now()
    with environment(), alone(home.folder, _IN_USE):
        database, key = open_home(home)
        with database:
            sealer = database.sealer
        fresh = renew(home.database, key, sealer, SystemKeyring(), passphrase_told())
        with open_database(home.database, fresh) as renewed, renewed.writing() as connection:
            audit.record(connection, now, "本机", "key_renewed", "keys")
    return _told(arguments, "数据密钥已更换，全部数据已核对；旧备份仍用各自的密钥", "the data have a new key")


@contextlib.contextmanager
def _vault(arguments: argparse.Namespace, key_of: KeyOf | None = None) -> Iterator[Vault]:
    home, clock = Home(home_of(arguments)), clock_of(arguments)
    with environment():
        database, key = open_home(home, key_of=key_of)
        with database:
            yield Vault(home.folder, home.database, SystemKeyring(), key, database, clock.now)


def _write(opened: TextIO, secret: str) -> None:
    opened.write(f"{secret}\n")
    opened.flush()
    os.fsync(opened.fileno())


def _new_passphrase(file: Path | None) -> str:
    if file is not None:
        return first_line_of(file)
    if not sys.stdin.isatty():
        english = "there is no terminal to ask at; name a file with --new-file"
        raise Refused(Exit.TROUBLE, "没有终端可输入口令，请用 --new-file 指明新口令文件", english)
    first = getpass.getpass("新口令：")
    if getpass.getpass("再输一遍：") != first:
        raise Refused(Exit.USAGE, "两次输入的口令不同，未作改动", "the two differ; nothing was changed")
    return first


def _told(arguments: argparse.Namespace, chinese: str, english: str) -> Exit:
    print(one_line(english if arguments.lang == "en" else chinese))
    return Exit.DONE
