"""Files from strangers: any sensible csv or xlsx is read, everything hostile ends in one sentence."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from app.reference.incoming import sheets
from app.reference.incoming.sheets import open_path
from app.reference.incoming.unusable import Unusable

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
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    path = tmp_path / "units.csv"
    path.write_text(CSV, encoding="utf-8")
    with pytest.raises(Unusable, match="行"):
        open_path(path)
    monkeypatch.setattr(sheets, "LARGEST", 10)
    with pytest.raises(Unusable, match="上限"):
        open_path(path)


def test_a_missing_file_and_a_device_are_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="找不到"):
        open_path(tmp_path / "nothing.csv")
    with pytest.raises(Unusable, match="不是普通文件"):
        open_path(Path("/dev/zero"))
