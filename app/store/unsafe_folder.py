"""Tells folders in which a database does not survive: network disks and what a sync program copies; changes nothing.

The write-ahead log needs shared memory and honest locks, which network disks lack; a sync program copies the file and
its log at different moments and puts back what it thinks is newer.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

from app.store.trouble import StoreTrouble

NETWORK = (
    "nfs", "cifs", "smb", "ncpfs", "afs", "davfs", "ceph", "lustre", "glusterfs", "gpfs", "ocfs2", "9p.drvfs",
    "fuse.sshfs", "fuse.davfs", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.ceph",
    "fuse.onedriver", "fuse.google-drive-ocamlfuse", "fuse.smbnetfs", "fuse.curlftpfs",
)  # fmt: skip
_SYNC_WORDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nutstore": "坚果云",
    "坚果云": "坚果云",
    "baidusyncdisk": "百度同步盘",
    "baidunetdiskworkspace": "百度网盘同步空间",
    "百度同步盘": "百度同步盘",
    "百度云同步盘": "百度同步盘",
    "百度网盘": "百度网盘",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "weiyun": "微云",
    "微云同步": "微云",
    "wpsdrive": "WPS 云盘",
    "wps云盘": "WPS 云盘",
    "aliyundrive": "阿里云盘",
    "synologydrive": "Synology Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
}
"""Words of folder names by which a sync program's folder is known, and what people call the program."""

_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
    ".nutstore": "坚果云",
    ".tmp.drivedownload": "Google Drive",
    ".stfolder": "Syncthing",
    ".synologyworkingdirectory": "Synology Drive",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""Files and folders that sync programs lay into the top of what they copy."""

_SYNC_VARIABLES = {"OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive"}
_REMOTE_DRIVE = 4  # what Windows calls a drive letter that stands for a network share


class UnsafeFolder(StoreTrouble):
    """The data folder lies where a database does not survive; it was not opened."""


def require_safe(folder: Path) -> None:
    """Raise UnsafeFolder, naming the folder and the cure, where data must not be opened or put."""
    if program := synced_by(folder):
        raise UnsafeFolder(
            f"数据文件夹 {folder} 在{program}的同步文件夹里，同步会损坏数据，没有打开；"
            "请把它整个移到本机的普通文件夹，再用 --home 或 PORTDESK_HOME 指明",
            "synced_folder",
        )
    kind = filesystem(folder)
    if is_network(kind):
        raise UnsafeFolder(
            f"数据文件夹 {folder} 在网络盘上（{kind}），断线或两台电脑同时打开会损坏数据，没有打开；"
            "请把它整个移到本机磁盘，再用 --home 或 PORTDESK_HOME 指明",
            "network_folder",
        )


def synced_by(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Return the sync program in whose reach a folder lies, empty for none."""
    place = folder.absolute()
    for part in place.parts:
        for word, program in _SYNC_WORDS.items():
            if word in part.lower():
                return program
    for name, program in _SYNC_VARIABLES.items():
        if (root := environment.get(name)) and place.is_relative_to(root):
            return program
    for level in (place, *place.parents):
        for mark, program in _MARKS.items():
            if _is_there(level / mark):
                return program
    return ""


def filesystem(folder: Path) -> str:
    """Return the kind of file system a folder lies on, empty where the system does not tell."""
    if PureWindowsPath(folder).drive.startswith("\\\\"):
        return "smb"
    if sys.platform == "win32":
        return "smb" if _is_remote_drive(folder) else ""
    try:
        return filesystem_of(folder.resolve(), Path("/proc/mounts").read_text("utf-8", errors="replace"))
    except OSError:
        return ""


def filesystem_of(folder: Path, mounts: str) -> str:
    """Return the kind of file system a folder lies on by the text of /proc/mounts, empty where it does not tell."""
    inside, best, kind = str(folder), "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[1])
        if (inside == point or inside.startswith(f"{point.rstrip('/')}/")) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def is_network(kind: str) -> bool:
    """Tell whether a kind of file system is another computer's."""
    return kind.startswith(NETWORK)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


if sys.platform == "win32":
    import ctypes

    def _is_remote_drive(folder: Path) -> bool:
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.absolute().drive}\\") == _REMOTE_DRIVE)
