"""F10: nothing is called sent before it is, and a declaration under way cannot be changed."""

from app.declarations.status import Status
from app.ui.editors import TextEditor
from app.ui.pages.services import Link, PointedAt, ReceiptItem, Standing
from tests.app.ui.pages.form.conftest import Open, Stage
from tests.helpers import scenarios
from tests.helpers.ui_services import NOW


def rejected(note: str, path: str) -> ReceiptItem:
    pointed = PointedAt("R055", path, "", note.removeprefix("退单："))
    return ReceiptItem("r1", "draft-1", "E", "退单", note, "I2026", Status.REJECTED, NOW, pointers=(pointed,))


def submits(stage: Stage) -> int:
    return sum(call[0] == "submit" for call in stage.submissions.calls)


def file(stage: Stage) -> None:
    """Press F10, and again at each warning, with the reason that is offered."""
    stage.keys.press("F10")
    while stage.page.reasons.is_asking():
        stage.keys.press("F10")


def test_errors_stop_it_and_lead_to_the_first(open_page: Open) -> None:
    draft = scenarios.s01()
    draft.put("goods_place", "")
    stage = open_page(draft)
    stage.keys.press("F10")
    assert submits(stage) == 0
    assert stage.at == "goods_place"
    assert stage.page.head.words() == "仅在本机"


def test_it_is_saved_then_queued_then_locked(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    file(stage)
    kinds = [call[0] for call in stage.drafts.calls + stage.submissions.calls]
    assert kinds[-1] == "submit"
    assert stage.page.head.words() == "待发送"
    assert stage.page.head.chip.words() == "待发"
    assert stage.page.document.locked
    editor = stage.page.binder.editor_at("contract_number")
    assert editor is not None
    assert editor.is_read_only()
    assert not stage.page.head.file.isEnabled()
    assert not stage.page.head.modes.isEnabled()
    assert not stage.page.goods.table.may_add()


def test_while_it_is_being_signed_nothing_is_claimed(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.submissions.answers.held = True
    file(stage)
    assert stage.page.head.words() == "正在加入待发送"
    assert stage.page.head.chip.words() == "草稿"
    assert stage.page.document.locked
    stage.submissions.answers.give()
    assert stage.page.head.words() == "待发送"


def test_a_refusal_opens_the_draft_again_and_says_why(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.submissions.answers.refusal = "操作员卡没有插好，请插卡后再申报"
    file(stage)
    trouble = stage.page.troubles.current()
    assert trouble is not None
    assert trouble.sentence == "操作员卡没有插好，请插卡后再申报"
    assert not stage.page.document.locked
    assert stage.page.head.words() == "仅在本机"


def test_words_of_every_step(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    expected = {
        Status.QUEUED: "待发送",
        Status.SENDING: "正在发送",
        Status.UNKNOWN: "结果未知（核实中）",
        Status.SENT: "已发送，待回执",
        Status.RELEASED: "放行",
    }
    for status, words in expected.items():
        stage.submissions.standings["draft-1"] = Standing(status, editable=False)
        stage.submissions.changed.emit("draft-1")
        assert words in (stage.page.head.words(), stage.page.head.chip.words())
        assert stage.page.document.locked


def test_a_rejected_declaration_can_be_changed_again(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), status=Status.QUEUED)
    assert stage.page.document.locked
    stage.submissions.standings["draft-1"] = Standing(Status.REJECTED, "净重大于毛重", "I2026", "", True)
    stage.submissions.changed.emit("draft-1")
    assert stage.page.head.file.isEnabled()
    assert not stage.page.binder.editor_at("contract_number").is_read_only()  # type: ignore[union-attr]


def test_offline_f10_only_queues_and_says_so(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.submissions.online = Link.OFFLINE
    stage.submissions.link_changed.emit()
    assert stage.page.head.file.text() == "加入待发送（本机）"
    file(stage)
    assert stage.page.head.words() == "待发送"


def test_what_waits_can_be_taken_back(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), status=Status.QUEUED)
    stage.submissions.standings["draft-1"] = Standing(Status.QUEUED, editable=False, can_recall=True)
    stage.submissions.changed.emit("draft-1")
    assert stage.page.head.recall.isVisible()
    stage.page.head.recall.click()
    assert ("recall", "draft-1") in stage.submissions.calls
    assert not stage.page.document.locked
    assert not stage.page.head.recall.isVisible()


def test_a_parked_one_asks_a_person(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), status=Status.PARKED)
    stage.submissions.standings["draft-1"] = Standing(Status.PARKED, editable=False)
    stage.submissions.changed.emit("draft-1")
    trouble = stage.page.troubles.current()
    assert trouble is not None
    words = [action[0] for action in trouble.actions]
    assert words == ["网页上没有", "网页上已有"]
    trouble.actions[1][1]()
    assert ("settle", "draft-1", "True") in stage.submissions.calls
    assert stage.page.troubles.current() is None


def test_other_declarations_change_nothing_here(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    stage.submissions.standings["draft-1"] = Standing(Status.SENT, editable=False)
    stage.submissions.changed.emit("draft-2")
    assert stage.page.head.words() == "仅在本机"


def test_a_rejection_says_why_and_leads_to_the_field(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), status=Status.SENT)
    note = "净重大于毛重"
    stage.submissions.kept = [rejected(note, "net_weight")]
    stage.submissions.standings["draft-1"] = Standing(Status.REJECTED, "", "I20260000070800001", "", True)
    stage.submissions.changed.emit("draft-1")
    trouble = stage.page.troubles.current()
    assert trouble is not None
    assert trouble.sentence == "已退单：净重大于毛重，改正后可再申报"
    trouble.actions[-1][1]()
    assert stage.at == "net_weight"
    number = stage.page.binder.widget_at("seq_no")
    assert isinstance(number, TextEditor)
    assert number.text() == "I20260000070800001"
    assert stage.page.document.get("seq_no") == ""


def test_nothing_is_called_signed_before_the_signature_exists(open_page: Open) -> None:
    stage = open_page(scenarios.s01())
    said: list[str] = []
    stage.page.said.connect(lambda words, _tone: said.append(words))
    file(stage)
    assert said[-1] == "已加入待发送，正在签名"


def test_a_rejection_is_said_once_and_f8_walks_to_its_field(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), status=Status.SENT)
    stage.submissions.kept = [rejected("退单：件数与舱单不符", "pack_count")]
    stage.submissions.standings["draft-1"] = Standing(Status.REJECTED, "", "", "", True)
    stage.submissions.changed.emit("draft-1")
    trouble = stage.page.troubles.current()
    assert trouble is not None
    assert trouble.sentence == "已退单：件数与舱单不符，改正后可再申报"
    stage.page.reveal("contract_number")
    walked = set()
    for _ in stage.page.document.problems():
        stage.keys.press("F8")
        walked.add(stage.at)
    assert "pack_count" in walked
    stage.page.reveal("pack_count")
    problem = stage.page.document.shown("pack_count")
    assert problem is not None
    assert problem.message == "件数与舱单不符"
    stage.keys.type("7")
    stage.settle()
    assert problem not in stage.page.document.problems()


def test_typing_on_a_filed_form_says_why_and_offers_a_way_out(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), status=Status.SENT)
    stage.submissions.standings["draft-1"] = Standing(Status.SENT, editable=False)
    stage.submissions.changed.emit("draft-1")
    stage.page.reveal("contract_number")
    assert stage.page.troubles.current() is None
    stage.keys.press("X")
    trouble = stage.page.troubles.current()
    assert trouble is not None
    assert trouble.sentence == "已发送，待回执，不能再改动，要改请提修改申请，或复制一票"
    copied: list[tuple[str, str]] = []
    stage.page.copy_asked.connect(lambda draft_id, part: copied.append((draft_id, part)))
    trouble.actions[-1][1]()
    stage.keys.press("Return")
    assert copied == [("draft-1", "whole")]
    stage.page.reveal("contract_number")
    trouble.actions[0][1]()
    assert stage.page.troubles.current() is None
    stage.keys.press("F10")
    assert stage.page.troubles.current() is not None


def test_what_can_be_taken_back_says_so_when_typed_in(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), status=Status.QUEUED)
    stage.submissions.standings["draft-1"] = Standing(Status.QUEUED, editable=False, can_recall=True)
    stage.submissions.changed.emit("draft-1")
    stage.page.reveal("traffic_mode")
    stage.keys.press("3")
    trouble = stage.page.troubles.current()
    assert trouble is not None
    assert trouble.actions[-1][0] == "撤回"
    trouble.actions[-1][1]()
    assert not stage.page.document.locked
    assert stage.page.troubles.current() is None


def test_what_the_authority_holds_is_changed_by_a_request_and_led_on_from(open_page: Open) -> None:
    stage = open_page(scenarios.s01(), status=Status.RELEASED)
    asked: list[tuple[str, str]] = []
    stage.page.amend_asked.connect(lambda draft: asked.append(("amend", draft)))
    stage.page.next_asked.connect(lambda draft: asked.append(("next", draft)))
    for button in (stage.page.head.amend, stage.page.head.next):
        assert button.isVisible()
        button.setFocus()
        stage.keys.press("Return")
    assert asked == [("amend", "draft-1"), ("next", "draft-1")]
    stage.submissions.standings["draft-1"] = Standing(Status.CLOSED, editable=False)
    stage.submissions.changed.emit("draft-1")
    assert not stage.page.head.amend.isVisible()
