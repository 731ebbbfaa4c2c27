"""Sheets that attack who reads them, and whole ones broken at random, inside their parts or as a file."""

import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import xlsxwriter

CITIZEN = 310101199003071234  # a number of 18 digits, as a careless sheet holds it
_XML = '<?xml version="1.0"?>'
_HEADS = ["商品编号", "品名", "数量", "身份证号"]


@dataclass(frozen=True, slots=True)
class Attack:
    """A file and the code it is to be refused with."""

    name: str
    content: bytes
    code: str


def workbook(formula: bool = False, number: bool = False, fault: bool = False) -> bytes:
    """Return a small list of goods."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("货物")
    sheet.write_row(0, 0, _HEADS)
    for row in range(1, 20):
        sheet.write_string(row, 0, "2701121000")
        sheet.write_string(row, 1, "炼焦煤")
        sheet.write_number(row, 2, 12.5 + row)
        sheet.write_string(row, 3, str(CITIZEN))
    if number:
        sheet.write_number(7, 3, CITIZEN)
    if formula:
        sheet.write_formula(7, 2, "=1+1", None, 2)
    if fault:
        sheet.write_formula(7, 2, "=NA()", None, "#N/A")
    book.close()
    return made.getvalue()


def csv_text() -> str:
    """Return the same list as csv."""
    rows = [_HEADS, *(["2701121000", "炼焦煤㐂", f"{row}.5", str(CITIZEN)] for row in range(19))]
    return "\r\n".join(",".join(row) for row in rows)


def attacks() -> list[Attack]:
    """Return the corpus."""
    good = workbook()
    return [
        Attack("宏.xlsx", with_parts(good, {"xl/vbaProject.bin": b"x"}), "E-XLS-05"),
        Attack("外链.xlsx", with_parts(good, {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "E-XLS-05"),
        Attack("嵌入.xlsx", with_parts(good, {"xl/embeddings/a.bin": b"x"}), "E-XLS-05"),
        Attack("控件.xlsx", with_parts(good, {"xl/activeX/activeX1.xml": b"<x/>"}), "E-XLS-05"),
        Attack("宏表.xlsx", with_parts(good, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "E-XLS-05"),
        Attack("二进制.xlsx", with_parts(good, {"xl/workbook.bin": b"x"}), "E-XLS-05"),
        Attack("实体.xlsx", with_parts(good, {"xl/styles.xml": _entity()}), "E-XLS-14"),
        Attack("实体16.xlsx", with_parts(good, {"xl/styles.xml": _entity().decode().encode("utf-16")}), "E-XLS-14"),
        Attack("笑.xlsx", with_parts(good, {"xl/sharedStrings.xml": _lol()}), "E-XLS-14"),
        Attack("炸弹.xlsx", with_parts(good, {"xl/media/a": b"\0" * 45_000_000}), "E-XLS-07"),
        Attack("大.xlsx", with_parts(good, {"xl/media/a": random.Random(1).randbytes(1 << 20) * 51}), "E-XLS-03"),
        Attack("多.xlsx", with_parts(good, {f"xl/media/{n}": b"" for n in range(600)}), "E-XLS-08"),
        Attack("远角.xlsx", far_corner(good), "E-XLS-09"),
        Attack("谎报.zip", lying(), "E-XLS-06"),
        Attack("断.xlsx", good[: len(good) // 2], "E-XLS-06"),
        Attack("旧.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "E-XLS-04"),
        Attack("图.xlsx", b"\x89PNG\r\n\x1a\n", "E-XLS-04"),
        Attack("空.xlsx", b"", "E-XLS-04"),
        Attack("长.csv", b"a," + b"x" * 9_000, "E-XLS-10"),
        Attack("宽.csv", b"," * 300, "E-XLS-09"),
        Attack("引号.csv", b'a,b\n"1,2\n', "E-XLS-12"),
        Attack("乱.csv", b"\x00\x01\xff\xfe" * 60, "E-XLS-11"),
        Attack("不是国标.csv", b"a,\xff\xff\n", "E-XLS-11"),
    ]


def with_parts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook with parts replaced or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info.filename, old.read(info))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def far_corner(content: bytes) -> bytes:
    """Return a workbook with a cell in the last row and column."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        sheet = old.read("xl/worksheets/sheet1.xml")
    return with_parts(content, {"xl/worksheets/sheet1.xml": sheet.replace(b'r="B2"', b'r="XFD1048576"')})


def lying() -> bytes:
    """Return a zip whose directory tells a tenth of what an entry unpacks to."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("a.csv", random.Random(2).randbytes(2_000_000))
    size = (2_000_000).to_bytes(4, "little")
    return made.getvalue().replace(size, (200_000).to_bytes(4, "little"))


def broken(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Give ``count`` spoilt files: workbooks spoilt outside, workbooks spoilt inside, csv in three encodings."""
    chance = random.Random(seed)
    book, parts = workbook(formula=True), _parts(workbook(formula=True))
    texts = [csv_text().encode(encoding) for encoding in ("utf-8", "gb18030", "utf-16")]
    for number in range(count):
        match number % 4:
            case 0:
                yield f"{number}.xlsx", _spoilt(book, chance)
            case 1 | 2:
                name = chance.choice(list(parts))
                yield f"{number}.xlsx", _packed({**parts, name: _spoilt(parts[name], chance)})
            case _:
                yield f"{number}.csv", _spoilt(chance.choice(texts), chance)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return {info.filename: old.read(info) for info in old.infolist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def _spoilt(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(spoilt))
        act = chance.random()
        if act < 0.5:
            spoilt[place] = chance.randrange(256)
        elif act < 0.7:
            del spoilt[place : place + chance.randint(1, 40)]
        elif act < 0.9:
            spoilt[place:place] = chance.choice((b"\0", b"<", b'"', b"\xff", b"99999999999", b"<f>1</f>", b"&x;"))
        else:
            start = chance.randrange(len(spoilt))
            spoilt[place:place] = spoilt[start : start + chance.randint(1, 80)]
    return bytes(spoilt)


def _entity() -> bytes:
    return f'{_XML}<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><styleSheet>&x;</styleSheet>'.encode()


def _lol() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'{_XML}<!DOCTYPE sst [<!ENTITY l0 "lol">{lines}]><sst><si><t>&l9;</t></si></sst>'.encode()
