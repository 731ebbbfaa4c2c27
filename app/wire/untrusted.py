"""Parse XML from strangers: encoding told honestly, no DOCTYPE, no entities, no network, bounded size and depth."""

import codecs
import re

from lxml import etree

LARGEST = 8 * 1024 * 1024
DEEPEST = 64
MOST_ELEMENTS = 200_000
_CHUNK = 65_536
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Unreadable(Exception):
    """The input cannot be read; the message is one Chinese sentence with the cure (the caller adds the file name).

    ``code`` is what support asks for; it stands at the end of the sentence.
    """

    def __init__(self, sentence: str, english: str, code: str = "E-XML-10") -> None:
        super().__init__(f"{sentence}（{code}）")
        self.sentence, self.english_sentence, self.code = sentence, english, code
        self.english = f"{english} ({code})"


def parse(content: bytes) -> etree._Element:
    """Return the root element of ``content``; raises Unreadable for anything that is not a harmless XML document."""
    if len(content) > LARGEST:
        size = f"{len(content) / 1048576:.1f} MB"
        raise Unreadable(
            f"文件有 {size}，超过 8 MB 上限，不是正常的报文", f"{size} is more than the 8 MB of any message", "E-XML-01"
        )
    if not content.strip():
        raise Unreadable("文件是空的，请重新导出", "the file is empty, export it again", "E-XML-02")
    if not content.startswith(tuple(bom for bom, _ in _BOMS)) and not content.lstrip().startswith(b"<"):
        raise _no_xml()
    text = _decode(content)
    _refuse_doctype(text)
    return _bounded(text.encode("utf-8"))


def _decode(content: bytes) -> str:
    body, encoding = content, ""
    for bom, name in _BOMS:
        if content.startswith(bom):
            body, encoding = content[len(bom) :], name
    declared = _DECLARED.match(body.lstrip()[:200])
    if not encoding:
        told = declared[1].decode("ascii").lower() if declared else "utf-8"
        if told not in _ENCODINGS:
            raise Unreadable(
                f"文件声明的编码 {told} 不受支持，请另存为 UTF-8 或 GB18030",
                f"the declared encoding {told} is not supported, save it as UTF-8 or GB18030",
                "E-XML-03",
            )
        encoding = _ENCODINGS[told]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        said = "声明" if declared else "按"
        raise Unreadable(
            f"文件{said}编码 {encoding.upper()}，但第 {error.start + 1} 字节起不符，请以正确编码重新导出",
            f"not {encoding.upper()} from byte {error.start + 1} on, export it in the right encoding",
            "E-XML-03",
        ) from error
    # The declaration has done its service; left in place it would contradict the UTF-8 handed to the parser.
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)


def _refuse_doctype(text: str) -> None:
    if not text.lstrip().startswith("<"):
        raise _no_xml()
    first = re.search(r"<[^!?\s]", text)
    before = text[: first.start()] if first else text
    if re.search(r"<!DOCTYPE", before, re.IGNORECASE):
        raise Unreadable(
            "文件带有 DOCTYPE（可能夹带外部实体），为安全不予读取，请让对方重新导出",
            "the file has a DOCTYPE (it could smuggle entities) and is not read, have it exported again",
            "E-XML-04",
        )


def _bounded(content: bytes) -> etree._Element:
    parser: etree.XMLPullParser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = count = 0
    try:
        for start in range(0, len(content), _CHUNK):
            parser.feed(content[start : start + _CHUNK])
            for event, _ in parser.read_events():
                depth += 1 if event == "start" else -1
                count += event == "start"
                if depth > DEEPEST:
                    raise _too_deep()
                if count > MOST_ELEMENTS:
                    raise Unreadable(
                        f"报文元素超过 {MOST_ELEMENTS:,} 个，不是正常的报关单报文",
                        f"more than {MOST_ELEMENTS:,} elements: not a declaration",
                        "E-XML-06",
                    )
        root: etree._Element = parser.close()
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise _too_deep() from error
        last = parser.error_log.last_error  # the exception itself does not always know the place
        line, column = (last.line, last.column) if last is not None else error.position
        place = f"在第 {line} 行第 {column} 列" if line else ""
        english = f"XML breaks off or is not well-formed at line {line}, column {column}, obtain the file again"
        raise Unreadable(f"XML {place}中断或有语法错误，可能没有传完，请重新取得文件", english, "E-XML-07") from error
    return root


def _no_xml() -> Unreadable:
    return Unreadable(
        "文件不是 XML 报文，请选择 .xml、.zip 或草稿 .json",
        "not an XML message, choose an .xml, a .zip or a draft .json",
        "E-XML-08",
    )


def _too_deep() -> Unreadable:
    return Unreadable(
        f"报文嵌套超过 {DEEPEST} 层，不是正常的报关单报文",
        f"nested deeper than {DEEPEST} levels: not a declaration",
        "E-XML-05",
    )
