"""逐栏讲解: off at first; on, the panel explains each field the keyboard comes to, and its problem first."""

from app.ui.pages.form.panel import GUIDE_KEY, HELP, PROBLEMS
from tests.app.ui.pages.form.conftest import Open
from tests.helpers import scenarios


def test_each_field_is_explained_and_a_problem_comes_first(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    side, panel = stage.page.panel.side, stage.page.panel
    stage.page.walk.go_to("contract_number")
    assert side.current() == PROBLEMS, "off by itself"
    stage.keys.press("Ctrl+Shift+F1")
    assert side.current() == HELP and panel.help.guide.isChecked()
    assert stage.at == "contract_number", "the keyboard stays where it was"
    assert panel.help.words().startswith("合同协议号")
    stage.page.document.put("net_weight", "99999999")
    stage.settle()
    stage.page.walk.go_to("net_weight")
    assert side.current() == PROBLEMS
    stage.page.walk.go_to("bill_number")
    assert side.current() == HELP and panel.help.words().startswith("提运单号")
    assert stage.memory.get(GUIDE_KEY) == "1", "it holds for the next declaration"
    stage.keys.press("Ctrl+Shift+F1")
    assert side.current() == PROBLEMS and stage.memory.get(GUIDE_KEY) == "0"
