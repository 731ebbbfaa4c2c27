"""A 监管方式 chosen by keyboard brings its texts into blank fields, says so, and offers what it did not write."""

from app.core.draft import Mode
from app.ui.pages.form.brought_bar import ADD, SEEN
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios

REPAIR = "1300"
PHRASE = "修理物品"


def choose(stage: Stage, code: str) -> None:
    stage.page.reveal("trade_mode")
    stage.keys.type(code)
    stage.keys.accept()


def blank(stage: Stage) -> None:
    """Empty what the template would fill."""
    for path in ("levy_nature", "remark"):
        stage.page.document.put(path, "")


def test_what_was_filled_is_told_and_undone_in_one_step(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    said: list[str] = []
    stage.page.said.connect(lambda words, _tone: said.append(words))
    blank(stage)
    choose(stage, REPAIR)
    assert [words[:8] for words in said] == ["修理物品 带入 "]
    assert stage.page.troubles.current() is None, "what asks nothing takes no line of the page"
    assert PHRASE in stage.page.document.get("remark")
    assert stage.page.document.draft.brought["remark"] == "regime"
    assert stage.at != "trade_mode", "the keyboard goes on"
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.get("remark") == ""
    assert stage.page.document.get("trade_mode") == REPAIR
    assert stage.page.troubles.current() is None


def test_a_remark_of_ones_own_is_left_alone_and_the_phrase_offered(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    blank(stage)
    stage.page.document.put("remark", "TEST")
    choose(stage, REPAIR)
    assert stage.page.document.get("remark") == "TEST"
    trouble = stage.page.troubles.current()
    assert trouble is not None
    assert [words for words, _ in trouble.actions] == [SEEN, ADD]
    trouble.actions[-1][1]()
    assert stage.page.document.get("remark") == f"TEST；{PHRASE}"
    assert stage.page.troubles.current() is None
    stage.keys.press("Ctrl+Z")
    assert stage.page.document.get("remark") == "TEST"


def test_a_regime_with_nothing_to_add_says_nothing(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    choose(stage, "0110")
    assert stage.page.troubles.current() is None


def test_a_summary_is_brought_only_what_it_has(open_page: Open) -> None:
    draft = scenarios.s01()
    draft.mode = Mode.SUMMARY
    draft.put("remark", "")
    stage = open_page(draft)
    choose(stage, REPAIR)
    assert stage.page.document.get("remark") == ""
