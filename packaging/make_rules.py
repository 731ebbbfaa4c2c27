"""Write RULES.md, the page of every rule, from the rules themselves: ``python packaging/make_rules.py``."""

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "RULES.md"
sys.path.insert(0, str(ROOT))

from app.core.draft import Mode  # noqa: E402
from app.core.problem import Severity  # noqa: E402
from app.declarations.catalogue import CatalogueRow, catalogue  # noqa: E402
from forms.packs import PACKS  # noqa: E402
from forms.settings import SETTINGS  # noqa: E402

HEAD = """# 规则一览

本页由 `python packaging/make_rules.py` 从规则对象生成，不要手改。“…”是检查时才知道的数字或文字。

* **级别**：错误阻止申报；警告由申报人填写理由后可以保留。
* **改法**：“有”表示程序能算出改正后的内容。
* **可信度**：可靠 = 依据明确；待核 = 依据公开资料或行业知识，须与海关原文核对；未证实 = 没有公开依据。
* 依据的事实或代码表不全时规则不作判断，列在“未核对”里。
"""
COLUMNS = ("规则", "栏目", "适用", "级别", "提示语", "改法", "依据", "可信度")


def page() -> str:
    """Return the whole page."""
    rows = catalogue()
    lines = [HEAD, f"共 {len({row.id for row in rows})} 条规则，{len(rows)} 处。", ""]
    for document, found in groupby(sorted(rows, key=lambda row: (row.document != "报关单", row.id)), _document):
        lines += [f"## {document}", "", _line(COLUMNS), _line(["---"] * len(COLUMNS)), *_table(found), ""]
    lines += ["## 阈值", "", *_settings(), "", "## 规则包", "", *_packs(), ""]
    return "\n".join(lines)


def _document(row: CatalogueRow) -> str:
    return row.document


def _table(rows: Iterator[CatalogueRow]) -> Iterator[str]:
    for row in rows:
        severity = "错误" if row.severity is Severity.ERROR else "警告"
        phase = f"{row.directions}，{row.phase}"
        cure = "有" if row.fix else ""
        yield _line((row.id, row.field, phase, severity, row.sentence, cure, row.source, row.confidence_words))


def _settings() -> Iterator[str]:
    yield _line(("阈值", "值", "自", "规则", "依据"))
    yield _line(["---"] * 5)
    for one in SETTINGS:
        for dated in one.values:
            value = f"{dated.value:f} {one.unit}"
            yield _line((one.title, value, dated.since.isoformat(), "、".join(one.rules), one.source))


def _packs() -> Iterator[str]:
    yield _line(("规则包", "版本", "自", "三项确认", "单据类型第 3 位", "依据", "可信度"))
    yield _line(["---"] * 7)
    for pack in PACKS:
        questions = "、".join(one.id for one in pack.confirmations) or "无"
        steps = f"概要 {pack.steps[Mode.SUMMARY]}，完整 {pack.steps[Mode.COMPLETE]}"
        title = f"{pack.title}（{pack.profile}）"
        since, words = pack.since.isoformat(), pack.confidence_words
        yield _line((title, pack.version, since, questions, steps, pack.source, words))


def _line(cells: "tuple[str, ...] | list[str]") -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
