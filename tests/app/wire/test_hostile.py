# ruff: noqa: E501 - one attack is one line
"""Input from strangers: every kind of broken or hostile file gets one sentence, quickly, and reaches nothing."""

import io
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import forms
from app.wire.files import UnreadableFile, read_content, read_file
from app.wire.untrusted import Unreadable
from app.wire.xml import write

NS = 'xmlns="http://www.chinaport.gov.cn/dec"'
GOOD = write(forms.load("import"), forms.load("import").new()).decode()


def _zip(*files: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return buffer.getvalue()


_LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "external entity": (lambda: f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><DecMessage {NS}>&x;</DecMessage>'.encode(), "DOCTYPE"),
    "entity bomb": (lambda: f'<!DOCTYPE a [<!ENTITY l0 "lol">{_LOL}]><DecMessage {NS}>&l9;</DecMessage>'.encode(), "DOCTYPE"),
    "parameter entity": (lambda: b'<?xml version="1.0"?><!-- c --><!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]><a/>', "DOCTYPE"),
    "lower-case doctype": (lambda: b"<!doctype html><html></html>", "DOCTYPE"),
    "undeclared entity": (lambda: f"<DecMessage {NS}>&x;</DecMessage>".encode(), "语法错误"),
    "200,000 deep": (lambda: (f"<DecMessage {NS}>" + "<a>" * 200_000 + "</a>" * 200_000 + "</DecMessage>").encode(), "嵌套"),
    "100 deep": (lambda: (f"<DecMessage {NS}>" + "<a>" * 100 + "</a>" * 100 + "</DecMessage>").encode(), "嵌套"),
    "300,000 elements": (lambda: (f"<DecMessage {NS}>" + "<a/>" * 300_000 + "</DecMessage>").encode(), "200,000"),
    "9 MB": (lambda: b"<a>" + b" " * 9_000_000 + b"</a>", "8 MB"),
    "truncated": (lambda: GOOD[: len(GOOD) // 2].encode(), "中断"),
    "wrong namespace": (lambda: GOOD.replace("chinaport.gov.cn/dec", "example.org/x").encode(), "命名空间"),
    "no namespace": (lambda: GOOD.replace(NS, "").encode(), "命名空间"),
    "another root": (lambda: f"<Manifest {NS}/>".encode(), "Manifest"),
    "says UTF-8, is GBK": (lambda: GOOD.replace("<AgentName/>", "<AgentName>甘其毛都</AgentName>").encode("gb18030"), "编码"),
    "says GB18030, is not": (lambda: b'<?xml version="1.0" encoding="GB18030"?><a>\xff\xff</a>', "GB18030"),
    "unknown encoding": (lambda: b'<?xml version="1.0" encoding="EBCDIC-CP-US"?><a/>', "ebcdic"),
    "an image": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50, "不是 XML"),
    "plain words": (lambda: "报关单".encode(), "不是 XML"),
    "empty": (lambda: b"  \n", "空的"),
    "NUL bytes": (lambda: b"\x00" * 1000, "XML"),
    "broken json": (lambda: b'{"portdesk": "draft", ', "JSON"),
    "deep json": (lambda: b'{"a":' + b"[" * 100_000, "JSON"),
    "foreign json": (lambda: b'{"a": 1}', "portdesk"),
    "json with a giant row": (lambda: b'{"portdesk":"draft","form":"import","fields":{"items[99999999].name":"x"}}', "草稿"),
    "json with a foreign field": (lambda: b'{"portdesk":"draft","form":"import","fields":{"no_such":"x"}}', "no_such"),
    "json of an unknown form": (lambda: b'{"portdesk":"draft","form":"moon"}', "类型"),
    "zip of nothing": (lambda: _zip(("a.txt", b"x")), "0 个 .xml"),
    "zip of two": (lambda: _zip(("a.xml", b"<a/>"), ("b.xml", b"<a/>")), "2 个 .xml"),
    "zip bomb": (lambda: _zip(("a.xml", b"<a>" + b" " * 40_000_000 + b"</a>")), "过大"),
    "40,000 goods": (lambda: (f"<DecMessage {NS}><DecLists>" + "<DecList/>" * 40_000 + "</DecLists></DecMessage>").encode(), "商品超过 3,000 项"),
    "100,000 strangers": (lambda: (f"<DecMessage {NS}><DecHead>" + "<New/>" * 100_000 + "</DecHead></DecMessage>").encode(), "超过 1,000 个元素"),
    "4,000 attachments": (lambda: (f"<DecMessage {NS}>" + "<EdocRealation/>" * 2_000 + "<EcoRelation/>" * 2_000 + "</DecMessage>").encode(), "4,000 行"),
    "json with 10,000 goods": (lambda: b'{"portdesk":"draft","form":"import","fields":{"items[9999].name":"x"}}', "10,000 项"),
    "json with infinite rows": (lambda: b'{"portdesk":"draft","form":"import","rows":{"items":Infinity}}', "草稿"),
    "json with half a character": (lambda: b'{"portdesk":"draft","form":"import","fields":{"remark":"\\ud800"}}', "草稿"),
    "broken zip": (lambda: _zip(("a.xml", GOOD.encode()))[:200], "压缩包"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gets_one_chinese_sentence_in_a_second_and_little_memory(name: str) -> None:
    make, word = ATTACKS[name]
    content = make()
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read_content(content)
    spent, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert word in str(refused.value)
    assert "\n" not in str(refused.value)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in str(refused.value))
    # Traced runs are several times slower than plain ones, so these bounds are generous and still catch a blow-up.
    assert spent < 10
    assert peak < 200 * 1024 * 1024


_opened: list[str] = []


def _note_file(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and "passwd" in str(arguments[0]):
        _opened.append(str(arguments[0]))


def test_an_external_entity_opens_no_file() -> None:
    sys.addaudithook(_note_file)
    with pytest.raises(Unreadable):
        read_content(ATTACKS["external entity"][0]())
    assert _opened == []


def test_gb18030_declared_honestly_is_read() -> None:
    text = GOOD.replace("UTF-8", "GB18030").replace("<AgentName/>", "<AgentName>甘其毛都㐂𠮷</AgentName>")
    assert read_content(text.encode("gb18030")).draft.get("agent_name") == "甘其毛都㐂𠮷"


def test_a_byte_order_mark_cdata_and_any_version_are_read() -> None:
    text = GOOD.replace('Version="4.8"', 'version="3.1"').replace("<NoteS/>", "<NoteS><![CDATA[<备注>]]></NoteS>")
    incoming = read_content(b"\xef\xbb\xbf" + text.encode())
    assert incoming.version == "3.1"
    assert incoming.draft.get("remark") == "<备注>"
    assert read_content(text.replace("UTF-8", "UTF-16").encode("utf-16")).draft == incoming.draft


def test_a_zip_brings_its_attachments() -> None:
    incoming = read_content(_zip(("x/a.xml", GOOD.encode()), ("x/070800000001IM.pdf", b"%PDF-1.4")))
    assert [(one.name, one.content) for one in incoming.attachments] == [("070800000001IM.pdf", b"%PDF-1.4")]


def test_a_file_is_named_in_the_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"没有\.xml：找不到"):
        read_file(tmp_path / "没有.xml")
    with pytest.raises(UnreadableFile, match="文件夹"):
        read_file(tmp_path)
