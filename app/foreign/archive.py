"""Archives from strangers, unpacked in memory within limits; no size it tells of itself is believed."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from app.foreign.unusable import Unusable

LARGEST = 50 * 1024 * 1024
LARGEST_SUM = 150 * 1024 * 1024
MOST_ENTRIES = 500
HIGHEST_RATIO = 100
ZIP = b"PK\x03\x04"
_SMALL = 1024 * 1024  # what is so small may be packed as tightly as it likes
_CHUNK = 1 << 16
_ACTIVE = (
    ("vbaproject", "宏（VBA）", "macros"),
    ("macrosheets/", "宏表", "a macro sheet"),
    ("activex/", "ActiveX 控件", "ActiveX controls"),
    ("embeddings/", "嵌入的文件", "embedded files"),
    ("externallinks/", "指向其他文件的链接", "links to other files"),
    ("xl/workbook.bin", "二进制工作簿（xlsb）", "a binary workbook (xlsb)"),
)
_DOCTYPE = re.compile(rb"<\s*!\s*DOCTYPE", re.IGNORECASE)
_MARKUP = (".xml", ".rels", ".vml")


def entries(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Give the files of an archive with their paths inside; raises Unusable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [one for one in archive.infolist() if not one.is_dir()]
            if len(infos) > MOST_ENTRIES:
                why = f"压缩包里超过 {MOST_ENTRIES} 个文件，未读取"
                raise Unusable(name, why, f"more than {MOST_ENTRIES} files", "E-XLS-08")
            left = LARGEST_SUM
            for info in infos:
                inner = _unpacked(archive, info, min(left, LARGEST), name)
                left -= len(inner)
                yield info.filename.replace("\\", "/"), inner
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        why = "压缩包已损坏、加密或用了不支持的压缩方式，请重新打包"
        english = "the archive is damaged, encrypted or packed in an unsupported way"
        raise Unusable(name, why, english, "E-XLS-06") from error


def names(content: bytes) -> list[str]:
    """Return the paths in an archive, none where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        return []


def refuse_active(inside: Sequence[str], name: str) -> None:
    """Raise Unusable for a workbook that carries anything but cells."""
    for path in inside:
        plain = path.replace("\\", "/").lower()
        for part, what, english in _ACTIVE:
            if part in plain:
                why = f"里面有{what}，为安全不予读取，请另存为不带它的 xlsx"
                raise Unusable(name, why, f"it holds {english}, save it as a plain xlsx", "E-XLS-05")


def refuse_doctype(path: str, inner: bytes, name: str) -> None:
    """Raise Unusable for a part of a workbook that declares entities: no spreadsheet writes one."""
    if not path.lower().endswith(_MARKUP):
        return
    # Other encodings than the two Excel writes would hide it: without its zero bytes UTF-16 is plain again.
    start = inner[:2]
    plain = inner.replace(b"\0", b"") if start in (b"\xff\xfe", b"\xfe\xff") or b"\0" in inner[:64] else inner
    if _DOCTYPE.search(plain):
        why = f"里面的 {path.rpartition('/')[2]} 带有 DOCTYPE（可能夹带外部实体），不予读取，请在 Excel 里另存一份"
        raise Unusable(name, why, "a part has a DOCTYPE, save it anew", "E-XLS-14")


def too_large(name: str) -> Unusable:
    """Return the refusal of a file of more bytes than any table has."""
    limit = LARGEST // 1048576
    why = f"超过 {limit} MB 上限，不是正常的代码表或货物表"
    return Unusable(name, why, f"more than the {limit} MB of any table", "E-XLS-03")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> bytes:
    parts, size = [], 0
    with archive.open(info) as stream:
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > most:
                raise too_large(f"{name} 里的 {info.filename}")
            if size > _SMALL and size > HIGHEST_RATIO * max(info.compress_size, 1):
                why = f"压缩比超过 {HIGHEST_RATIO} 倍，像是压缩炸弹，未读取"
                raise Unusable(f"{name} 里的 {info.filename}", why, "packed suspiciously tight, not read", "E-XLS-07")
            parts.append(part)
    return b"".join(parts)
