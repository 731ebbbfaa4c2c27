"""Read what a clerk hands over: message XML, a zip with attachments or a draft .json; nothing is trusted."""

import io
import secrets
import stat
import zipfile
import zlib
from pathlib import Path

import forms
from app.core.draft import Draft, DraftUnreadable, has_half
from app.core.system_words import system_words
from app.wire.aside import read_aside
from app.wire.read import Attached, Incoming, read_message, refuse_masses
from app.wire.untrusted import LARGEST, Unreadable

_MOST_ENTRIES = 500
_LARGEST_ZIP = 200 * 1024 * 1024
_LARGEST_ENTRY = 50 * 1024 * 1024
_LARGEST_SUM = 150 * 1024 * 1024
_HIGHEST_RATIO = 100
_ASIDE = 1024 * 1024  # what is larger is read in the limited child; no declaration of an ordinary day is
_ZIP = b"PK\x03\x04"


class UnreadableFile(Exception):
    """A file cannot be used; the message names the file, the place and the cure in one Chinese sentence."""

    def __init__(self, path: Path, why: str, english: str, code: str) -> None:
        super().__init__(f"{path}：{why}（{code}）")
        self.code = code
        self.english = f"{path}: {english} ({code})"


def read_file(path: Path) -> Incoming:
    """Return the declaration in a file (.xml, .zip, .json by content); raises UnreadableFile."""
    try:
        content = _bytes_of(path)
    except FileNotFoundError:
        raise UnreadableFile(path, "找不到该文件，请核对路径", "no such file", "E-XML-20") from None
    except OSError as error:
        english = f"cannot be read ({error.strerror})"
        raise UnreadableFile(path, f"无法读取（{system_words(error)}），请核对权限", english, "E-XML-20") from error
    try:
        return read_aside(content) if len(content) > _ASIDE or content.startswith(_ZIP) else read_content(content)
    except Unreadable as error:
        raise UnreadableFile(path, error.sentence, error.english_sentence, error.code) from error


def _bytes_of(path: Path) -> bytes:
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        raise UnreadableFile(
            path, "是文件夹，请给出其中的报文文件", "a folder, name the message file in it", "E-XML-20"
        )
    if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
        raise UnreadableFile(path, "不是普通文件，请给出报文文件", "not an ordinary file", "E-XML-20")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
        if content.startswith(_ZIP):  # a pipe may go on for ever; only an archive may be longer than a message
            content += file.read(_LARGEST_ZIP + 1 - len(content))
    largest = _LARGEST_ZIP if content.startswith(_ZIP) else LARGEST
    if len(content) > largest:
        size, limit = f"{max(path.stat().st_size, len(content)) / 1048576:.1f} MB", f"{largest // 1048576} MB"
        english = f"{size} is more than the {limit} of any message"
        raise UnreadableFile(path, f"文件有 {size}，超过 {limit} 上限，不是正常的报文", english, "E-XML-01")
    return content


def read_content(content: bytes) -> Incoming:
    """Return the declaration in bytes of any of the accepted kinds; raises Unreadable."""
    if content.startswith(_ZIP):
        return _read_zip(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return Incoming(_read_draft(content))
    return read_message(content)


def _read_draft(content: bytes) -> Draft:
    if len(content) > LARGEST:
        raise Unreadable("草稿文件超过 8 MB 上限，不是正常的草稿", "more than the 8 MB of any draft")
    try:
        draft = Draft.from_json(content.decode("utf-8-sig"))
        form = forms.load(draft.form)
    except UnicodeDecodeError as error:
        place = error.start + 1
        raise Unreadable(f"草稿不是 UTF-8 编码（第 {place} 字节），请重新导出", f"not UTF-8 at byte {place}") from error
    except DraftUnreadable as error:
        raise Unreadable(str(error), error.english) from error
    except KeyError as error:
        english = "a draft of a declaration type this program does not know"
        raise Unreadable("草稿的单证类型本程序不认识，请升级程序或重新导出", english) from error
    for path in draft.texts:
        try:
            form.field(path)
        except KeyError:
            english = f"the draft's field {path[:60]} is none of form {form.id}"
            raise Unreadable(f"草稿里的字段 {path[:60]} 不属于{form.title}，请核对文件", english) from None
    if has_half("".join(draft.texts.values())):
        raise Unreadable("草稿里有残缺的字符，请重新导出", "the draft holds half a character, export it again")
    refuse_masses(form, draft)
    return draft


def _read_zip(content: bytes) -> Incoming:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _preflight(entries)
            messages = [entry for entry in entries if entry.filename.lower().endswith(".xml")]
            if len(messages) != 1:
                english = f"the archive holds {len(messages)} .xml files and should hold one message"
                raise Unreadable(f"压缩包里有 {len(messages)} 个 .xml，应当只有一份报文", english)
            incoming = read_message(_unpack(archive, messages[0], LARGEST))
            others = tuple(
                Attached(Path(entry.filename).name, _unpack(archive, entry, _LARGEST_ENTRY))
                for entry in entries
                if entry is not messages[0]
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        english = "the archive is damaged, encrypted or incomplete, obtain it again"
        raise Unreadable("压缩包已损坏、加密或没有传完，请重新取得文件", english, "E-XML-13") from error
    return Incoming(incoming.draft, incoming.version, others)


def _preflight(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a bomb by its directory; _unpack() holds the headers to their word."""
    if len(entries) > _MOST_ENTRIES:
        english = f"the archive holds {len(entries)} files, more than {_MOST_ENTRIES}"
        raise Unreadable(f"压缩包里有 {len(entries)} 个文件，超过 {_MOST_ENTRIES} 个的上限", english)
    if sum(entry.file_size for entry in entries) > _LARGEST_SUM:
        raise Unreadable("压缩包展开后过大，不予读取", "the archive unpacks to too much and is not read", "E-XML-14")
    for entry in entries:
        if entry.file_size > _LARGEST_ENTRY or entry.file_size > _HIGHEST_RATIO * max(entry.compress_size, 1024):
            raise _too_large(entry)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, largest: int) -> bytes:
    with archive.open(entry) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise _too_large(entry)
    return content


def _too_large(entry: zipfile.ZipInfo) -> Unreadable:
    name = Path(entry.filename).name
    return Unreadable(
        f"压缩包里的 {name} 展开后过大，不予读取", f"{name} in the archive unpacks to too much and is not read"
    )


def write_file(path: Path, content: bytes) -> None:
    """Put a file at ``path`` whole or not at all; raises OSError.

    What is no plain file (a device, a pipe, /dev/stdout) is written into: replacing it would take it from everybody.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = path.resolve()
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
