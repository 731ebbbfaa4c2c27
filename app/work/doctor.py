"""The self-check: what was looked at, how it stands, what to do; it repairs nothing."""

import os
import platform
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from app.core.system_words import system_words
from app.declarations.status import Status
from app.reference.reference import RESOURCES, Installed
from app.store import receipts, standing, wishes
from app.store.engine import Connection, StoreTrouble
from app.store.health import integrity, schema_version, sqlite_version
from app.store.unsafe_folder import UnsafeFolder, filesystem, require_safe
from app.transport.errors import GatewayError
from app.transport.gateway import Gateway, Kind
from app.work.check_line import CheckLine, Verdict
from app.work.room import LEAST_FREE, WARN_FREE
from app.work.safety_lines import encryption_line, safety_lines
from app.work.signer_line import signer_line

__all__ = ["CheckLine", "Place", "Verdict", "diagnose", "gateway_line"]

_MEGABYTE = 1024 * 1024
_SHARED = ("9p", "virtiofs", "vboxsf", "fuse.")
_UNSAFE = {
    "synced_folder": "is being synchronised, which damages data: it was not opened, move it to a local folder",
    "network_folder": "is on a network disk: it was not opened, move it to a local one",
}
_SKEW = 120.0  # seconds between our clock and the gateway's from which on a deadline may be wrong
_KINDS = {
    Kind.IDEMPOTENT: ("同一报文重发不会重复申报", "a message sent again is not taken twice"),
    Kind.QUERY: ("可按编号查询是否到达", "can be asked what has arrived"),
    Kind.BARE: (
        "既不去重也不能查询，发送结果不明时须由人核对",
        "neither knows repeats nor answers questions: doubts need a person",
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data of one profile lie."""

    folder: Path
    database: Path
    keys: Path


def diagnose(
    place: Place,
    connection: Connection | None,
    tables: Sequence[Installed],
    now: datetime,
    gateway: Callable[[], CheckLine],
    trouble: str = "",
    *,
    ask_card: bool = True,
) -> list[CheckLine]:
    """Return every line of the self-check, in the order people read them.

    Without a connection ``trouble`` says why the database could not be opened. Without ``ask_card`` the driver of a
    card, which may take its fifteen seconds, is left alone.
    """
    return [
        _folder(place.folder),
        _disk(place.folder),
        _database(connection, place.database, trouble),
        encryption_line(place.folder),
        signer_line(connection, place.keys, now, ask_card=ask_card),
        gateway(),
        *(_waiting(connection) if connection is not None else ()),
        *(safety_lines(place.folder, connection, now) if connection is not None else ()),
        _tables(tables),
        _font(RESOURCES / "fonts"),
        _versions(connection),
    ]


def gateway_line(gateway: Gateway, now: datetime, name: str, english: str) -> CheckLine:
    """Ask a gateway how it is; takes as long as the network does, so never in the window's or the store's thread."""
    try:
        health = gateway.health()
    except GatewayError as error:
        sentence = f"{name}没有答复（{error}），可继续录入，连上后自动发送"
        return CheckLine("网关", Verdict.BAD, sentence, f"gateway: {english} does not answer; drafting goes on")
    if health.now is not None and abs((health.now - now).total_seconds()) > _SKEW:
        minutes = f"{abs((health.now - now).total_seconds()) / 60:.0f}"
        sentence = f"{name}在线，但时钟与本机相差 {minutes} 分钟，请校准本机时间"
        return CheckLine(
            "网关", Verdict.WARN, sentence, f"gateway: {english} is {minutes} minutes off our clock, set it"
        )
    kind, meant = _KINDS[health.kind] if health.kind else ("未说明能否去重", "does not tell what it does with repeats")
    verdict = Verdict.WARN if health.kind is Kind.BARE else Verdict.OK
    took = f"{health.seconds * 1000:.0f}"
    return CheckLine(
        "网关",
        verdict,
        f"{name}在线，{kind}，答复用时 {took} 毫秒",
        f"gateway: {english} answers in {took} ms, {meant}",
    )


def _folder(folder: Path) -> CheckLine:
    def line(verdict: Verdict, sentence: str, english: str) -> CheckLine:
        return CheckLine("数据文件夹", verdict, f"{folder} {sentence}", f"data folder: {folder} {english}")

    try:
        require_safe(folder)
    except UnsafeFolder as unsafe:
        return CheckLine("数据文件夹", Verdict.BAD, str(unsafe), f"data folder: {folder} {_UNSAFE[unsafe.code]}")
    kind = filesystem(folder)
    probe = folder / f".doctor-{os.getpid()}"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return line(
            Verdict.BAD,
            f"不可写（{system_words(error)}），请检查权限",
            f"cannot be written ({error.strerror}): check permissions",
        )
    if kind.startswith(_SHARED):
        return line(
            Verdict.WARN,
            f"可写，但在共享文件系统上（{kind}），断电时可能丢失数据，宜换到本机磁盘",
            f"is on a shared file system ({kind})",
        )
    return line(Verdict.OK, "可写", "can be written")


def _disk(folder: Path) -> CheckLine:
    existing = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.is_dir())
    free = shutil.disk_usage(existing).free
    words, english = f"还有 {free / _MEGABYTE / 1024:.1f} GB", f"disk space: {free / _MEGABYTE / 1024:.1f} GB free"
    if free < LEAST_FREE:
        return CheckLine(
            "磁盘空间", Verdict.BAD, f"{words}，不足 200 MB，请先清出空间再申报", f"{english}: make room before filing"
        )
    if free < WARN_FREE:
        return CheckLine("磁盘空间", Verdict.WARN, f"{words}，不足 1 GB，请尽快清出空间", f"{english}: make room soon")
    return CheckLine("磁盘空间", Verdict.OK, words, english)


def _database(connection: Connection | None, path: Path, trouble: str) -> CheckLine:
    name = "数据文件"
    if connection is None:
        return CheckLine(name, Verdict.BAD, trouble, f"database: {path} cannot be opened")
    try:
        found = integrity(connection)
    except StoreTrouble as error:
        found = str(error)
    if found:
        return CheckLine(
            name,
            Verdict.BAD,
            f"{path} 已损坏，请停止录入并从备份恢复",
            f"database: {path} is damaged, restore a backup",
        )
    version = schema_version(connection)
    return CheckLine(
        name, Verdict.OK, f"{path} 完好，结构版本 {version}", f"database: {path} is sound, schema {version}"
    )


def _waiting(connection: Connection) -> Iterator[CheckLine]:
    states = [one.state for one in standing.standings(connection) if not one.final]
    parked, unknown = states.count(Status.PARKED), states.count(Status.UNKNOWN)
    queued = states.count(Status.QUEUED) + states.count(Status.SENDING)
    name, english = "发送队列", f"queue: {queued} waiting, {unknown} in doubt, {parked} parked"
    if parked:
        told = f"{parked} 票无法自动核实是否已到达，请在单一窗口网页查看后在回执页选择"
        yield CheckLine(name, Verdict.WARN, told, f"{english}; look for the parked ones on the Single Window's page")
    elif unknown:
        yield CheckLine(
            name, Verdict.WARN, f"{unknown} 票已发出、正在核实，请勿重复申报", f"{english}; do not file them again"
        )
    else:
        yield CheckLine(name, Verdict.OK, f"{queued} 票待发" if queued else "没有待发的单证", english)
    if wishes.is_paused(connection):
        told = "发送队列已暂停，没有单证会发出；在回执页按 P 继续"
        yield CheckLine(name, Verdict.WARN, told, "queue: stopped by a person, nothing is sent")
    apart = len(receipts.set_aside(connection))
    if apart:
        told = f"{apart} 份回执签名、摘要或内容不符，已隔离、没有生效，请在回执页“待核对”里查看"
        yield CheckLine("回执", Verdict.WARN, told, f"receipts: {apart} set aside, forged or damaged; none took effect")
    orphans = len(receipts.orphans(connection))
    if orphans:
        told = f"{orphans} 份回执在本机找不到对应的单证，可能曾换过数据文件夹，请核对"
        yield CheckLine(
            "回执", Verdict.WARN, told, f"receipts: {orphans} of no declaration here, was the data folder changed?"
        )


def _tables(tables: Sequence[Installed]) -> CheckLine:
    old = [one for one in tables if one.is_old]
    if old:
        names = "、".join(one.info.title for one in old[:3])
        oldest = min(one.info.as_of for one in old)
        told = (
            f"{len(tables)} 张，其中 {len(old)} 张早于今年 1 月 1 日或过了期限（{names}等，最早 {oldest}），请导入新表"
        )
        english = f"code tables: {len(old)} of {len(tables)} are due for renewal (oldest {oldest}), import newer ones"
        return CheckLine("代码表", Verdict.WARN, told, english)
    return CheckLine(
        "代码表", Verdict.OK, f"{len(tables)} 张，都在更新期限内", f"code tables: {len(tables)}, none due for renewal"
    )


def _font(folder: Path) -> CheckLine:
    faces = len([*folder.glob("*.otf"), *folder.glob("*.ttf")])
    if not faces:
        sentence = f"随程序的中文字体不在（{folder}），打印会缺字，请重新安装"
        return CheckLine(
            "字体", Verdict.BAD, sentence, f"font: none in {folder}, pages would lack signs, install again"
        )
    return CheckLine(
        "字体", Verdict.OK, f"随程序的中文字体 {faces} 个字重", f"font: {faces} weights of the bundled face"
    )


def _versions(connection: Connection | None) -> CheckLine:
    versions = [f"Python {platform.python_version()}", f"SQLite {sqlite_version()}"]
    try:
        versions.insert(1, f"Qt {metadata.version('PySide6-Essentials')}")
    except metadata.PackageNotFoundError:
        versions.insert(1, "Qt -")
    if connection is not None:
        versions.append(f"schema {schema_version(connection)}")
    shown = ", ".join(versions)
    return CheckLine("版本", Verdict.OK, shown.replace(", ", "，").replace("schema", "数据结构"), f"versions: {shown}")
