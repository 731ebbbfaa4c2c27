"""What the list says when it has no row: nothing was found, or nothing was ever made."""

from collections.abc import Callable

from app.ui.pages import list_tabs as tabs
from app.ui.theme import Icon
from app.ui.widgets import EmptyState

Act = Callable[[], object]


def empty_state(
    tab: tabs.StateTab, text: str, *, is_first: bool, new: Act, read: Act, clear: Act, widen: Act
) -> EmptyState:
    """Return the empty state: ``widen`` looks for the text in all states, ``clear`` shows everything."""
    if tab.key == tabs.BIN and not text:
        sentence = "移入回收站的草稿会在这里，可随时取回。"
        return EmptyState(Icon.TRASH_2, "回收站是空的", sentence, [("返回单证", None, "Esc", clear)])
    if is_first and not text:
        return EmptyState(
            Icon.FILE_PLUS,
            "还没有单证",
            "新建一票报关单，或读入已有的报文、草稿文件（.xml、.json、.zip）。",
            [("新建", Icon.PLUS, "Ctrl N", new), ("导入文件", Icon.UPLOAD, "Ctrl I", read)],
        )
    is_all = tab.key == tabs.ALL
    title = "没有符合条件的单证" if is_all else f"没有符合条件的{tab.words}单证"
    if text and is_all:
        sentence = f"已按“{text}”筛选。可换单号、合同号、企业或商品名的一部分再找。"
    elif text:
        sentence = f"已按“{tab.words}”和“{text}”筛选。"
    else:
        sentence = f"已按“{tab.words}”筛选。"
    actions = [("在全部单证中找", Icon.SEARCH, "", widen)] if text and not is_all else []
    return EmptyState(Icon.SCAN_SEARCH, title, sentence, [*actions, ("清除筛选", None, "Esc", clear)])
