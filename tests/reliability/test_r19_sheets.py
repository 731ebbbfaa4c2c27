"""R-19: sheets from strangers are read or refused with a code and a place, in a child that may do little.

The controls: a far cell read without a look before it eats all memory; an ID number kept as a number is another one.
"""

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

from app.foreign.opening import open_bytes
from app.foreign.strict import text_cell, value_cell
from app.foreign.unusable import Unusable
from tests.reliability.figures import Figures
from tests.reliability.sheet_attacks import CITIZEN, Attack, attacks, broken, csv_text, far_corner, workbook

FUZZED = 10_000
SLOW = 5.0
STOPPED = frozenset({"E-XLS-15", "E-XLS-16"})
pytestmark = [
    pytest.mark.reliability("R-19"),
    pytest.mark.skipif(sys.platform == "win32", reason="the child's limits are POSIX ones"),
]
_UNGUARDED = """
import io, resource, sys
from python_calamine import CalamineWorkbook
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
book = CalamineWorkbook.from_filelike(io.BytesIO(open(sys.argv[1], "rb").read()))
print(len(book.get_sheet_by_index(0).to_python(skip_empty_area=False)))
"""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_thousand_broken_sheets_and_every_attack(figures: Figures, tmp_path: Path) -> None:
    open_bytes(workbook(), "好.xlsx")
    process = psutil.Process()
    before = process.memory_info().rss
    ends, slowest, nameless = Counter[str](), 0.0, 0
    for name, content in broken(FUZZED, seed=19):
        began = time.perf_counter()
        code, words = end_of(name, content)
        slowest = max(slowest, time.perf_counter() - began)
        ends[code] += 1
        nameless += code != "" and name.partition(".")[0] not in words
    wrong = [f"{one.name} {end_of(one.name, one.content)[0]}" for one in attacks() if not refused_as(one)]
    grown = (process.memory_info().rss - before) / 2**20
    places = placed(workbook(number=True), 3) + placed(workbook(formula=True), 2) + placed(workbook(fault=True), 2)
    chinese = open_bytes(csv_text().encode("gb18030"), "a.csv").sheets[0].lines[1][1] == "炼焦煤㐂"
    eaten, changed = unguarded(tmp_path), str(int(float(CITIZEN)))
    figures.record(
        "R-19",
        figure=f"{FUZZED} 份畸形：读入 {ends['']}、带编号拒绝 {FUZZED - ends['']}（其中限度拦下 "
        f"{sum(ends[code] for code in STOPPED)}）、崩溃 0；{len(attacks())} 种攻击全部按编号拒绝；"
        f"最慢 {slowest:.1f} 秒；本进程内存 {grown:+.0f} MB；数字证件号、公式、错误值指到单元格 {places}/3",
        control=f"不预检的读取器遇远角单元格：{eaten}；按数字读的证件号 {CITIZEN} 变成 {changed}",
        passed=not wrong
        and nameless == 0
        and "E-XLS-00" not in ends
        and slowest < SLOW
        and grown < 50
        and places == 3
        and chinese
        and eaten != "读完"
        and changed != str(CITIZEN),
    )


def end_of(name: str, content: bytes) -> tuple[str, str]:
    """Return the code and the sentence a file ends with, both empty if it was read."""
    try:
        open_bytes(content, name)
    except Unusable as refused:
        return refused.code, str(refused)
    return "", ""


def refused_as(one: Attack) -> bool:
    code, words = end_of(one.name, one.content)
    return code == one.code and one.name in words


def placed(content: bytes, column: int) -> bool:
    """Whether a cell that cannot be trusted is refused with sheet, row, column and address."""
    (sheet,) = open_bytes(content, "货物.xlsx").sheets
    check = text_cell if column == 3 else value_cell
    try:
        check(sheet, 7, column, "身份证号")
    except Unusable as refused:
        return all(
            part in str(refused) for part in ("货物.xlsx", "第 8 行", f"{'ABCD'[column]} 列", f"{'ABCD'[column]}8")
        )
    return False


def unguarded(folder: Path) -> str:
    """Return how a reader without our looks before it ends on a far cell, within the same memory."""
    file = folder / "far.xlsx"
    file.write_bytes(far_corner(workbook()))
    ran = subprocess.run([sys.executable, "-c", _UNGUARDED, str(file)], capture_output=True, check=False, timeout=120)
    return "读完" if ran.returncode == 0 else "1 GB 内存耗尽，进程中止"
