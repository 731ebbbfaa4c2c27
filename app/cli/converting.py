"""``convert``: between xml and json without loss, and to the official page as pdf; rule findings never refuse."""

import argparse
from pathlib import Path

import forms
from app.cli.outcome import Exit, Refused
from app.cli.output import complain
from app.core.system_words import system_words
from app.wire.files import UnreadableFile, read_file, write_file
from app.wire.read import Incoming
from app.wire.xml import NotWritable, write


def run_convert(arguments: argparse.Namespace) -> Exit:
    """Convert one file; the target is replaced only when the whole result is on disk."""
    try:
        incoming = read_file(arguments.file)
    except UnreadableFile as error:
        raise Refused(Exit.USAGE, str(error), error.english) from error
    content = _content(arguments, incoming)
    _replace(arguments.out, content)
    for sentence in _left_out(incoming, arguments.lang == "en"):
        complain(f"{arguments.file}: {sentence}")
    return Exit.DONE


def _left_out(incoming: Incoming, english: bool) -> list[str]:
    said = [
        f"element {one.name} is none of the format, kept as it is"
        if english
        else f"元素 {one.name} 不在格式规范内，已原样保留"
        for one in incoming.draft.unknown
    ]
    if incoming.attachments:
        names = "、".join(attached.name for attached in incoming.attachments)
        said.append(f"attachments are not converted: {names}" if english else f"压缩包里的附件未写入结果：{names}")
    return said


def _content(arguments: argparse.Namespace, incoming: Incoming) -> bytes:
    draft = incoming.draft
    form = forms.load(draft.form)
    if arguments.to == "json":
        return draft.to_json(with_notes=False).encode("utf-8")
    if arguments.to == "pdf":
        from app.cli.tables import tables_of
        from app.printing import official_pdf

        return official_pdf(form, draft, tables_of(arguments))
    try:
        return write(form, draft)
    except NotWritable as error:
        english = f"{arguments.file}: {error.english}"
        raise Refused(Exit.USAGE, f"{arguments.file}：{error}", english) from error


def _replace(path: Path, content: bytes) -> None:
    if path.is_dir() or not path.name:
        raise Refused(Exit.USAGE, f"{path}：是文件夹，请给出文件名", f"{path}: a folder, name a file")
    try:
        write_file(path, content)
    except OSError as error:
        english = f"{path}: cannot be written ({error.strerror}), check folder and disk space"
        raise Refused(
            Exit.TROUBLE, f"{path}：无法写入（{system_words(error)}），请检查文件夹和磁盘空间", english
        ) from error
