"""Open the csv, xlsx, zip or folder a clerk names: what is inside is looked at in the limited child only."""

import stat
from pathlib import Path

from app.core.system_words import system_words
from app.foreign.archive import LARGEST, LARGEST_SUM, MOST_ENTRIES, ZIP, too_large
from app.foreign.contents import HIDDEN, KINDS, opened_answer
from app.foreign.limited import run
from app.foreign.sheet import Opened, Sheet
from app.foreign.unusable import Unusable

_TASK = "app.foreign.contents:answer"
_OTHER_SHEETS = (".xls", ".xlsm", ".xlsb", ".xltm", ".xlam", ".ods", ".et")


def open_path(path: Path) -> Opened:
    """Return the sheets of a csv, an xlsx, a folder of them or a zip of them; raises Unusable.

    It waits for the child: not for the thread that shows things.
    """
    try:
        if path.is_dir():
            return _folder(path)
        content = _bytes_of(path)
    except FileNotFoundError:
        raise Unusable(str(path), "找不到该文件，请核对路径", "no such file", "E-XLS-01") from None
    except OSError as error:
        english = f"cannot be read ({error.strerror})"
        raise Unusable(str(path), f"无法读取（{system_words(error)}），请核对权限", english, "E-XLS-01") from error
    _refuse_kind(path, content)
    return open_bytes(content, path.name)


def open_bytes(content: bytes, name: str) -> Opened:
    """Return the sheets of a file's bytes; raises Unusable."""
    frame = run(_TASK, name, content)
    try:
        return opened_answer(frame.head, frame.body)
    except (ValueError, TypeError, KeyError) as error:
        raise Unusable(
            name, "读取结果不完整，请在 Excel 里另存一份", "the answer was incomplete", "E-XLS-16"
        ) from error


def _refuse_kind(path: Path, content: bytes) -> None:
    kind = path.suffix.lower()
    if kind in _OTHER_SHEETS:
        why = f"是 {kind} 文件，可能带宏或是旧格式，请在 Excel 里另存为 xlsx（不带宏）"
        raise Unusable(path.name, why, f"a {kind} file, save it as a plain xlsx", "E-XLS-04")
    if kind not in KINDS and not content.startswith(ZIP):
        why = "不是 csv、xlsx、文件夹或 zip，请另存为 csv 或 xlsx"
        raise Unusable(path.name, why, "neither csv, xlsx, nor zip", "E-XLS-04")


def _bytes_of(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):
        why = "不是普通文件，请给出 csv、xlsx、文件夹或 zip"
        raise Unusable(str(path), why, "not an ordinary file", "E-XLS-02")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise too_large(path.name)
    return content


def _folder(path: Path) -> Opened:
    found = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith(HIDDEN))
    if len(found) > MOST_ENTRIES:
        why = f"文件超过 {MOST_ENTRIES} 个，请只放代码表"
        raise Unusable(path.name, why, f"more than {MOST_ENTRIES} files", "E-XLS-08")
    sheets: list[Sheet] = []
    total = 0
    for one in found:
        if one.suffix.lower() in KINDS:
            content = _bytes_of(one)
            total += len(content)
            if total > LARGEST_SUM:
                raise too_large(path.name)
            sheets += open_bytes(content, one.name).sheets
    other = tuple(one.name for one in found if one.suffix.lower() not in KINDS)
    return Opened(tuple(sheets), other, single=False)
