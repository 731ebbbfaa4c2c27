"""Known refusals of the system are told in Chinese, others in its own words, and none in silence."""

import errno
import os
from pathlib import Path

import pytest

from app.core.system_words import system_words


def refused(path: Path) -> OSError:
    with pytest.raises(OSError) as caught:
        path.write_text("x", "utf-8")
    return caught.value


def test_a_missing_folder_is_named_in_chinese(tmp_path: Path) -> None:
    assert system_words(refused(tmp_path / "none" / "a.xml")) == "没有这个文件或文件夹"


def test_a_file_in_place_of_a_folder_is_named_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", "utf-8")
    assert system_words(refused(tmp_path / "a" / "b.xml")) == "路径中有一段不是文件夹"


def test_a_full_disk_is_named_in_chinese() -> None:
    assert system_words(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) == "磁盘已满"


def test_an_unusual_reason_keeps_the_systems_words() -> None:
    assert system_words(OSError(errno.ECHILD, "No child processes")) == "No child processes"


def test_an_error_without_words_is_still_told() -> None:
    assert system_words(OSError()) == "OSError"
