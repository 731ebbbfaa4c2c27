"""``convert``: between xml and json without loss, and to the official page as pdf; rule findings never refuse."""

import argparse
import sys
from pathlib import Path

import forms
from app.cli.outcome import Exit, Refused
from app.wire.files import UnreadableFile, read_file
from app.wire.read import Incoming
from app.wire.xml import NotWritable, write


def run_convert(arguments: argparse.Namespace) -> Exit:
    """Convert one file; the target is replaced only when the whole result is on disk."""
    try:
        incoming = read_file(arguments.file)
    except UnreadableFile as error:
        raise Refused(Exit.USAGE, str(error)) from error
    content = _content(arguments, incoming)
    _replace(arguments.out, content)
    for one in incoming.draft.unknown:
        print(f"{arguments.file}：元素 {one.name} 不在格式规范内，已原样保留", file=sys.stderr)
    if incoming.attachments:
        names = "、".join(attached.name for attached in incoming.attachments)
        print(f"{arguments.file}：压缩包里的附件未写入结果：{names}", file=sys.stderr)
    return Exit.DONE


def _content(arguments: argparse.Namespace, incoming: Incoming) -> bytes:
    draft = incoming.draft
    form = forms.load(draft.form)
    if arguments.to == "json":
        return draft.to_json().encode("utf-8")
    if arguments.to == "pdf":
        import app.reference
        from app.printing import official_pdf

        return official_pdf(form, draft, app.reference.load())
    try:
        return write(form, draft)
    except NotWritable as error:
        raise Refused(Exit.USAGE, f"{arguments.file}：{error}") from error


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Refused(Exit.TROUBLE, f"{path}：无法写入（{error.strerror}），请检查文件夹和磁盘空间") from error
