"""The self-check: what was looked at, how it stands, what to do; it reads and repairs nothing."""

import platform
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509

from app.declarations.status import Status
from app.reference.reference import Installed
from app.store import receipts, standing
from app.store.engine import Connection
from app.store.health import integrity, schema_version
from app.transport.errors import GatewayError
from app.transport.gateway import Gateway
from app.wire.sign import SignerUnavailable, SoftwareSigner

_MEGABYTE = 1024 * 1024
WARN_FREE = 1024 * _MEGABYTE
LEAST_FREE = 200 * _MEGABYTE
_NETWORK = ("nfs", "cifs", "smb", "9p", "fuse.sshfs", "davfs")
_SYNCED = ("onedrive", "dropbox", "nutstore", "坚果云", "baidusyncdisk", "百度网盘", "icloud", "google drive")
_SKEW = 120.0  # seconds between our clock and the gateway's from which on a deadline may be wrong


class Verdict(StrEnum):
    """How a line came out; only BAD stands in the way of filing."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the self-check: what was looked at, and one sentence with what to do where something is wrong."""

    name: str
    verdict: Verdict
    sentence: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data of one profile lie."""

    folder: Path
    database: Path
    keys: Path


def diagnose(
    place: Place,
    connection: Connection,
    tables: Sequence[Installed],
    now: datetime,
    gateway: Callable[[], CheckLine],
) -> list[CheckLine]:
    """Return every line of the self-check, in the order people read them."""
    return [
        _folder(place.folder),
        _disk(place.folder),
        _database(connection, place.database),
        _profile(place.keys, now),
        gateway(),
        *_waiting(connection),
        _tables(tables, now.date()),
        CheckLine("版本", Verdict.OK, f"Python {platform.python_version()}，SQLite {sqlite_version()}"),
    ]


def gateway_line(gateway: Gateway, now: datetime, name: str) -> CheckLine:
    """Ask a gateway how it is; takes as long as the network does, so never in the window's or the store's thread."""
    try:
        health = gateway.health()
    except GatewayError as error:
        return CheckLine("网关", Verdict.BAD, f"{name}没有答复（{error}），可继续录入，连上后自动发送")
    if health.now is not None and abs((health.now - now).total_seconds()) > _SKEW:
        minutes = abs((health.now - now).total_seconds()) / 60
        return CheckLine("网关", Verdict.WARN, f"{name}在线，但时钟与本机相差 {minutes:.0f} 分钟，请校准本机时间")
    kind = f"，{health.kind.value} 类" if health.kind else ""
    return CheckLine("网关", Verdict.OK, f"{name}在线{kind}，答复用时 {health.seconds * 1000:.0f} 毫秒")


def sqlite_version() -> str:
    """Return the version of the database library in use."""
    return sqlite3.sqlite_version


def _folder(folder: Path) -> CheckLine:
    name = "数据文件夹"
    if any(word in part.lower() for part in folder.parts for word in _SYNCED):
        return CheckLine(name, Verdict.BAD, f"{folder} 在网盘同步文件夹里，同步会损坏数据，请换到本机普通文件夹")
    kind = _filesystem(folder)
    if kind.startswith(_NETWORK):
        return CheckLine(name, Verdict.BAD, f"{folder} 在网络盘上（{kind}），不能可靠保存，请换到本机磁盘")
    probe = folder / ".doctor"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return CheckLine(name, Verdict.BAD, f"{folder} 不可写（{error.strerror}），请检查权限")
    return CheckLine(name, Verdict.OK, f"{folder} 可写")


def _filesystem(folder: Path) -> str:
    """Return the kind of file system a folder lies on, empty where the system does not tell."""
    try:
        lines = Path("/proc/mounts").read_text("utf-8", errors="replace").splitlines()
        inside = str(folder.resolve())
    except OSError:
        return ""
    mounts = [line.split()[1:3] for line in lines if len(line.split()) > 2]
    fitting = [(point, kind) for point, kind in mounts if inside == point or inside.startswith(f"{point.rstrip('/')}/")]
    return max(fitting, default=("", ""), key=lambda one: len(one[0]))[1]


def _disk(folder: Path) -> CheckLine:
    free = shutil.disk_usage(folder).free
    words = f"还有 {free / _MEGABYTE / 1024:.1f} GB"
    if free < LEAST_FREE:
        return CheckLine("磁盘空间", Verdict.BAD, f"{words}，不足 200 MB，已停止发送；请清出空间")
    if free < WARN_FREE:
        return CheckLine("磁盘空间", Verdict.WARN, f"{words}，不足 1 GB，请尽快清出空间")
    return CheckLine("磁盘空间", Verdict.OK, words)


def _database(connection: Connection, path: Path) -> CheckLine:
    found = integrity(connection)
    if found:
        return CheckLine("数据文件", Verdict.BAD, f"{path} 已损坏，请停止录入并从备份恢复")
    return CheckLine("数据文件", Verdict.OK, f"{path} 完好，结构版本 {schema_version(connection)}")


def _profile(keys: Path, now: datetime) -> CheckLine:
    name = "签名证书"
    try:
        signer = SoftwareSigner.open(keys)
    except SignerUnavailable as error:
        return CheckLine(name, Verdict.BAD, str(error))
    certificate = x509.load_pem_x509_certificate(signer.certificate.encode("ascii"))
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        return CheckLine(name, Verdict.BAD, "证书不在有效期内，请更换证书后再申报")
    open_to_others = [path for path in keys.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_to_others:
        return CheckLine(name, Verdict.WARN, f"密钥文件 {open_to_others[0]} 别人也能读，请改为仅本人可读（0600）")
    until = certificate.not_valid_after_utc.date()
    told = f"演示档案：软件证书、无 PIN，密钥槽文件在 {keys}（仅本人可读），有效期到 {until}；正式申报请用操作员卡"
    return CheckLine(name, Verdict.OK, told)


def _waiting(connection: Connection) -> Iterator[CheckLine]:
    states = [one.state for one in standing.standings(connection) if not one.final]
    parked, unknown = states.count(Status.PARKED), states.count(Status.UNKNOWN)
    queued = states.count(Status.QUEUED) + states.count(Status.SENDING)
    if parked:
        told = f"{parked} 票无法自动核实是否已到达，请在单一窗口网页查看后在回执页选择"
        yield CheckLine("发送队列", Verdict.WARN, told)
    elif unknown:
        yield CheckLine("发送队列", Verdict.WARN, f"{unknown} 票已发出、正在核实，请勿重复申报")
    else:
        yield CheckLine("发送队列", Verdict.OK, f"{queued} 票待发" if queued else "没有待发的单证")
    orphans = len(receipts.orphans(connection))
    if orphans:
        told = f"{orphans} 份回执在本机找不到对应的单证，可能曾换过数据文件夹，请核对"
        yield CheckLine("回执", Verdict.WARN, told)


def _tables(tables: Sequence[Installed], today: date) -> CheckLine:
    old = [one for one in tables if one.is_old or one.info.as_of < date(today.year, 1, 1)]
    if old:
        names = "、".join(one.info.title for one in old[:3])
        told = f"{len(tables)} 张，其中 {len(old)} 张早于今年 1 月 1 日（{names}等），请核对或更新"
        return CheckLine("代码表", Verdict.WARN, told)
    return CheckLine("代码表", Verdict.OK, f"{len(tables)} 张，都是今年的")
