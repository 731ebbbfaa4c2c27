"""The reliability table as a page: written from results, and read back, for it is its own memory between runs."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence

from tests.reliability.figures import PASSED, SKIPPED, Result
from tests.reliability.rows import BY_ID, LEFT_OUT, ROWS

HEAD = """# 可靠性测试结果

本页由 `make test-slow` 在运行结束时生成，不要手改。
只重跑一行：`make test-slow ARGS="--row=R-01"`，其余各行保留原来的结果和日期。

* **对照**：故意去掉一条保证后的同一测试，必须看到它失败；看不到失败的测试什么也证明不了。
* **未运行**的行写明原因；默认测试（`make test`）里有同样测试的缩小版，不进本表。
"""
COLUMNS = ("编号", "测试", "目标", "结果", "对照（必须失败）", "结论", "秒", "日期")
NOT_RUN = "本次没有运行"


def merged(before: Iterable[Result], now: Iterable[Result]) -> list[Result]:
    """Return every line once, the newer where both have it; a row run now as a whole has no lines of before."""
    found = {result.key: result for result in before}
    for result in now:
        found.pop((result.row, ""), None)
        found[result.key] = result
    order = [row.id for row in ROWS]
    return sorted(found.values(), key=lambda one: (order.index(one.row), one.part))


def page(results: Sequence[Result]) -> str:
    """Return the whole page."""
    done = {one.row for one in results if one.verdict == PASSED} - {one.row for one in results if one.verdict != PASSED}
    lines = [
        HEAD,
        f"{len(ROWS)} 行中 {len(done)} 行通过。机器：{machine()}。",
        "",
        _line(COLUMNS),
        _line(["---"] * len(COLUMNS)),
    ]
    for row in ROWS:
        own = [one for one in results if one.row == row.id]
        lines += [_line(cells) for cells in (map(_cells, own) if own else [_absent(row.id)])]
    lines += ["", "## 不做的两行", "", *(f"* {row}：{why}" for row, why in LEFT_OUT.items()), ""]
    return "\n".join(lines)


def read(text: str) -> list[Result]:
    """Return the results that stand in a page; rows not run are none."""
    rows = (line for line in text.splitlines() if line.startswith("| R-"))
    return [one for one in map(_result, rows) if one.date]


def machine() -> str:
    """Return what the figures depend on besides the program."""
    from sqlcipher3 import dbapi2

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    parts = [f"{platform.system()} {platform.machine()}", f"{os.cpu_count()} 核", f"{memory:.0f} GB"]
    return "，".join([*parts, f"Python {platform.python_version()}", f"SQLite {dbapi2.sqlite_version}（SQLCipher）"])


def _absent(row: str) -> Sequence[str]:
    return row, BY_ID[row].what, BY_ID[row].target, NOT_RUN, "", SKIPPED, "", ""


def _cells(one: Result) -> Sequence[str]:
    what = f"{BY_ID[one.row].what}【{one.part}】" if one.part else BY_ID[one.row].what
    return one.row, what, one.target, one.figure, one.control, one.verdict, f"{one.seconds:.1f}", one.date


def _result(line: str) -> Result:
    row, what, target, figure, control, verdict, seconds, date = _texts(line)
    part = what.removeprefix(BY_ID[row].what).strip("【】")
    return Result(row, part, target, figure, control, verdict, float(seconds or 0), date)


def _line(cells: Iterable[str]) -> str:
    safe = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(safe)} |"


def _texts(line: str) -> Iterator[str]:
    text, escaped = "", False
    for letter in line.removeprefix("|"):
        if escaped or letter not in "\\|":
            text, escaped = text + letter, False
        elif letter == "\\":
            escaped = True
        else:
            yield text.strip()
            text = ""
