"""Folders where data would not survive are told by mount, by name and by the marks of sync programs, with the cure."""

from pathlib import Path

import pytest

from app.store.unsafe_folder import UnsafeFolder, filesystem_of, is_network, require_safe, synced_by

MOUNTS = """/dev/vda1 / ext4 rw 0 0
server:/share /srv nfs4 rw 0 0
//server/a /mnt/my\\040files cifs rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
tmpfs /run tmpfs rw 0 0
/dev/vdb /srv/local xfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind", "network"),
    [
        ("/home/a", "ext4", False),
        ("/srv/x", "nfs4", True),
        ("/srvx", "ext4", False),
        ("/srv/local/x", "xfs", False),
        ("/mnt/my files/x", "cifs", True),
        ("/mnt/ssh/x", "fuse.sshfs", True),
        ("/run/user", "tmpfs", False),
    ],
)
def test_network_disks_are_known_by_their_mount(folder: str, kind: str, network: bool) -> None:
    assert filesystem_of(Path(folder), MOUNTS) == kind
    assert is_network(kind) is network


@pytest.mark.parametrize(
    ("part", "program"),
    [
        ("OneDrive - 某公司", "OneDrive"),
        ("我的坚果云", "坚果云"),
        ("Nutstore Files", "坚果云"),
        ("BaiduSyncdisk", "百度同步盘"),
        ("百度网盘同步空间", "百度网盘"),
        ("Dropbox (Personal)", "Dropbox"),
        ("iCloudDrive", "iCloud"),
        ("文档", ""),
    ],
)
def test_sync_folders_are_known_by_their_name(tmp_path: Path, part: str, program: str) -> None:
    assert synced_by(tmp_path / part / "portdesk", {}) == program


@pytest.mark.parametrize(("mark", "program"), [(".dropbox", "Dropbox"), (".stfolder", "Syncthing")])
def test_sync_folders_are_known_by_what_the_program_leaves_there(tmp_path: Path, mark: str, program: str) -> None:
    (tmp_path / mark).mkdir()
    assert synced_by(tmp_path / "a" / "b", {}) == program


def test_sync_folders_are_known_by_what_the_system_tells(tmp_path: Path) -> None:
    assert synced_by(tmp_path / "x" / "y", {"OneDriveCommercial": str(tmp_path / "x")}) == "OneDrive"
    assert synced_by(tmp_path / "z", {"OneDriveCommercial": str(tmp_path / "x")}) == ""


def test_the_refusal_names_the_folder_and_the_cure(tmp_path: Path) -> None:
    folder = tmp_path / "坚果云" / "portdesk"
    with pytest.raises(UnsafeFolder, match="移到本机的普通文件夹") as caught:
        require_safe(folder)
    assert str(folder) in str(caught.value) and "坚果云" in str(caught.value)
    assert not folder.exists()
    with pytest.raises(UnsafeFolder, match="网络盘"):
        require_safe(Path("\\\\server\\share\\portdesk"))
    require_safe(tmp_path)
