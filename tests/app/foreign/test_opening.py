"""Files from strangers: any sensible csv or xlsx is read, everything hostile ends in one sentence."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from app.foreign import bounds, opening
from app.foreign.contents import opened_bytes
from app.foreign.opening import open_path
from app.foreign.pasted import cells_of
from app.foreign.sheet import Mark
from app.foreign.strict import text_cell, value_cell
from app.foreign.unusable import Unusable

CSV = "代码,名称\n035,千克\n070,吨\n"


def workbook(path: Path, rows: list[list[object]], formulas: bool = False) -> Path:
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": formulas})
    sheet = book.add_worksheet("计量单位")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return path


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "units.csv"
    path.write_bytes(CSV.replace(",", delimiter).encode(encoding))
    (sheet,) = open_path(path).sheets
    assert sheet.lines == (("代码", "名称"), ("035", "千克"), ("070", "吨")) and sheet.stem == "units"


def test_large_tables_come_whole_through_the_pipe_in_blocks(tmp_path: Path) -> None:
    rows = "\n".join(f"{number},千克" for number in range(1201))
    book = workbook(tmp_path / "b.xlsx", [[number, "吨"] for number in range(1000)])
    path = archive(tmp_path / "two.zip", {"a.csv": rows.encode(), "b.xlsx": book.read_bytes(), "c.csv": b"1,2"})
    first, second, third = open_path(path).sheets
    assert first.lines == tuple((str(number), "千克") for number in range(1201)) and first.marks == ()
    assert second.lines == tuple((str(number), "吨") for number in range(1000)) and set(second.marks) == {"NT"}
    assert third.lines == (("1", "2"),)


def test_a_workbook_gives_text_numbers_days_and_formulas_as_their_last_result(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [["代码", "名称"], [35, "千克"], [2701121000, "=1+1"]], formulas=True)
    (sheet,) = open_path(path).sheets
    assert sheet.lines[1:] == (("35", "千克"), ("2701121000", "0"))
    assert sheet.name == "计量单位" and sheet.place == "book.xlsx"


def test_formulas_in_a_csv_are_letters(tmp_path: Path) -> None:
    path = tmp_path / "units.csv"
    path.write_text("代码,名称\n035,\"=cmd|' /c calc'!A1\"\n", encoding="utf-8")
    assert open_path(path).sheets[0].lines[1] == ("035", "=cmd|' /c calc'!A1")


def test_a_folder_and_a_zip_say_what_they_pass_over(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "units.csv").write_text(CSV, encoding="utf-8")
    (folder / "README.md").write_text("words", encoding="utf-8")
    (folder / ".hidden.csv").write_text(CSV, encoding="utf-8")
    opened = open_path(folder)
    assert [sheet.stem for sheet in opened.sheets] == ["units"] and opened.passed_over == ("README.md",)
    files = {"表/units.csv": CSV.encode(), "notes.txt": b"words", "__MACOSX/._units.csv": b"\0"}
    packed = open_path(archive(tmp_path / "all.zip", files))
    assert [sheet.stem for sheet in packed.sheets] == ["units"] and packed.passed_over == ("notes.txt",)
    assert not packed.single and open_path(folder / "units.csv").single


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"\x00\x01\x02\xff\xfe" * 50, "请另存为 UTF-8"),
        ("a.csv", b'code,name\n"1,2\n', "引号或分隔不完整"),
        ("a.xlsx", b"PK\x03\x04 not really", "压缩包已损坏"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0old", "不是有效的 xlsx"),
        ("a.pdf", b"%PDF-1.7", "不是 csv、xlsx、文件夹或 zip"),
        ("a.csv", b"code,name\n" + b"1," + b"x" * 9000 + b"\n", "第 2 行有一格超过"),
        ("a.csv", b"," * 300 + b"\n", "列"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unusable, match=words) as caught:
        open_path(path)
    assert str(caught.value).startswith(name) and caught.value.english.isascii()


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {"units.csv": b"0" * 20_000_000})
    with pytest.raises(Unusable, match="压缩炸弹"):
        open_path(path)


def test_a_bomb_inside_a_workbook_is_not_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 20_000_000})
    with pytest.raises(Unusable, match="压缩炸弹"):
        open_path(path)


def test_a_cell_in_the_far_corner_claims_no_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path / "wide.xlsx", [["代码", "名称"], ["1", "x"]])
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for info in old.infolist():
            inner = old.read(info)
            if info.filename.endswith("sheet1.xml"):
                inner = inner.replace(b'r="B2"', b'r="XFD1048576"')
            new.writestr(info.filename, inner)
    path.write_bytes(content.getvalue())
    with pytest.raises(Unusable, match="格的上限"):
        open_path(path)


def test_more_than_the_limits_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ROWS", 2)
    path = tmp_path / "units.csv"
    path.write_text(CSV, encoding="utf-8")
    with pytest.raises(Unusable, match="行"):
        opened_bytes(path.read_bytes(), path.name)
    monkeypatch.setattr(opening, "LARGEST", 10)
    with pytest.raises(Unusable, match="上限"):
        open_path(path)


def test_a_missing_file_and_a_device_are_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="找不到"):
        open_path(tmp_path / "nothing.csv")
    with pytest.raises(Unusable, match="不是普通文件"):
        open_path(Path("/dev/zero"))


def test_every_cell_knows_what_it_was_and_where(tmp_path: Path) -> None:
    path = tmp_path / "货物.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("一")
    sheet.write_row(4, 2, ["商品编号", "数量"])
    sheet.write_string(5, 2, "0101210010")
    sheet.write_formula(5, 3, "=1+1", None, 2)
    sheet.write_number(6, 2, 310101199003071234)
    sheet.write_formula(6, 3, "=NA()", None, "#N/A")
    sheet.write_number(7, 3, 12.3)
    book.close()
    (found,) = open_path(path).sheets
    assert (found.address(1, 0), found.spot(1, 1)) == ("C6", "货物.xlsx 第 6 行 D 列")
    assert text_cell(found, 1, 0, "商品编号") == "0101210010" and value_cell(found, 3, 1, "数量") == "12.3"
    assert [found.mark(line, at) for line, at in ((1, 1), (2, 0), (2, 1), (3, 0), (3, 9))] == [
        Mark.FORMULA,
        Mark.NUMBER,
        Mark.FORMULA,
        Mark.EMPTY,
        Mark.EMPTY,
    ]
    for line, at, code, address in ((1, 1, "E-XLS-22", "D6"), (2, 0, "E-XLS-21", "C7"), (2, 1, "E-XLS-22", "D7")):
        with pytest.raises(Unusable, match=address) as refused:
            text_cell(found, line, at, "商品编号")
        assert refused.value.code == code and "货物.xlsx" in str(refused.value)


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("xl/vbaProject.bin", "宏"),
        ("xl/externalLinks/externalLink1.xml", "链接"),
        ("xl/embeddings/oleObject1.bin", "嵌入"),
        ("xl/activeX/activeX1.xml", "ActiveX"),
        ("xl/macrosheets/sheet1.xml", "宏表"),
    ],
)
def test_a_workbook_that_carries_more_than_cells_is_refused(tmp_path: Path, extra: str, words: str) -> None:
    path = workbook(tmp_path / "book.xlsx", [["代码", "名称"]])
    with zipfile.ZipFile(path, "a") as more:
        more.writestr(extra, b"x")
    with pytest.raises(Unusable, match=words) as refused:
        open_path(path)
    assert refused.value.code == "E-XLS-05"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_in_a_workbook_is_refused(tmp_path: Path, encoding: str) -> None:
    path = workbook(tmp_path / "book.xlsx", [["代码", "名称"]])
    with zipfile.ZipFile(path, "a") as more:
        more.writestr("xl/more.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode(encoding))
    with pytest.raises(Unusable, match="DOCTYPE") as refused:
        open_path(path)
    assert refused.value.code == "E-XLS-14"


@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.xlsb", "a.ods"])
def test_other_kinds_of_sheets_are_told_how_to_become_usable(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(Unusable, match="另存为 xlsx") as refused:
        open_path(path)
    assert refused.value.code == "E-XLS-04"


def test_the_clipboard_is_bounded_and_clean() -> None:
    assert cells_of('a\tb\u202e\r\n"1\n2"\t=x\r\n\r\n') == (("a", "b"), ("1 2", "=x"))
    for text in ("x" * 3_000_000, "\ud800", "a\n" * 6_000, "\t" * 300):
        with pytest.raises(Unusable, match="剪贴板"):
            cells_of(text)
