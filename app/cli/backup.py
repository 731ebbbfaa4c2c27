"""``backup``: make, check and put back backups of the data folder; a restore sends nothing it has not asked for."""

import argparse

from app.cli.environment import environment
from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit
from app.cli.output import one_line, print_json
from app.main.desk import Home, data_key, key_of_folder
from app.store.backup import Backup, create, prune, verify
from app.store.restore import restore
from app.store.upgrade import open_database


def run_create(arguments: argparse.Namespace) -> Exit:
    """Make a backup, by default under the data folder's own ``backups``, where old ones are cleared away."""
    home = Home(home_of(arguments))
    with environment():
        key = data_key(home)  # once: a passphrase takes a moment to stretch
        with open_database(home.database, key) as database:
            made = create(database, home.folder, key, arguments.out or home.backups, clock_of(arguments).now())
        if arguments.out is None:
            prune(home.backups)
    _tell(made, arguments, "备份完成并已核对", "backup made and checked")
    return Exit.DONE


def run_verify(arguments: argparse.Namespace) -> Exit:
    """Check a backup as a restore would."""
    with environment():
        found = verify(arguments.path, key_of_folder)
    _tell(found, arguments, "备份完好，可以恢复", "the backup is sound")
    return Exit.DONE


def run_restore(arguments: argparse.Namespace) -> Exit:
    """Put a backup in the place of the data folder's files; the former ones are kept beside them."""
    home = Home(home_of(arguments))
    with environment():
        kept = restore(arguments.path, home.folder, key_of_folder, clock_of(arguments).now())
    english = arguments.lang == "en"
    if arguments.json:
        print_json({"ok": True, "home": str(home.folder), "kept": None if kept is None else str(kept)})
    elif english:
        told = f"restored to {home.folder}; former data: {kept or 'none'}"
        print(one_line(f"{told}; nothing is sent before it was asked for"))
    else:
        print(one_line(f"已恢复到 {home.folder}；原数据保留在 {kept or '（原先没有数据）'}"))
        print("备份之后可能已发出的单证会先向单一窗口核实，核实之前不会发送；请勿重复申报")
    return Exit.DONE


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
