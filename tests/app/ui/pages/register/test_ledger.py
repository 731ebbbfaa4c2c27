"""The ledger of 落地加工 by keys: only released goods go to a plant, a mistake has an entry against it."""

from app.border_trade.share import ShareEvent
from app.store import border_lots, border_processing
from app.ui.pages.register.day_pane import View
from tests.app.ui.pages.register.conftest import Desk, Key, Mod
from tests.app.ui.pages.register.test_register_page import share_out


def release(desk: Desk) -> None:
    now = desk.bureau.clock.now()
    with desk.bureau.database.writing() as connection:
        for lot in border_lots.recent_lots(connection):
            for share in border_lots.shares_of(connection, lot.id):
                for event in (ShareEvent.CONFIRM, ShareEvent.QUEUE, ShareEvent.SEND, ShareEvent.RELEASE):
                    border_lots.step(connection, share.id, event, now, by="刷卡")


def entries(desk: Desk) -> list[int]:
    with desk.bureau.database.reading() as connection:
        return [one.quantity for one in border_processing.ledger(connection)]


def open_shares(desk: Desk) -> None:
    desk.press(Key.Key_D, Mod.ControlModifier)
    desk.until(desk.page.day.isVisible)
    desk.page.day.views.setFocus()
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Right)
    assert desk.page.day.view() is View.SHARES
    desk.page.day.table.setFocus()


def type_delivery(desk: Desk, quantity: str, value: str) -> None:
    for text in ("91152501ma0n000000", "边境食品加工厂", quantity, value):
        desk.press(Key.Key_A, Mod.ControlModifier)
        desk.type(text)
        desk.press(Key.Key_Return)


def test_what_is_not_released_does_not_go_to_a_plant(desk: Desk) -> None:
    share_out(desk, "张文斌")
    open_shares(desk)
    desk.press(Key.Key_Insert)
    form = desk.page.day.form
    assert form.fields["scc"].hasFocus()
    type_delivery(desk, "10", "200")
    desk.until(lambda: form.wrong() != "")
    assert form.wrong() == "超过本批已放行未交付的数量或金额，放行前不得出售或加工"
    assert entries(desk) == []
    desk.press(Key.Key_Escape)
    assert not form.isVisible()


def test_a_zone_that_is_no_pilot_has_no_plants_and_no_mandate_for_them(desk: Desk) -> None:
    share_out(desk, "张文斌", "0608")
    release(desk)
    open_shares(desk)
    desk.press(Key.Key_Insert)
    type_delivery(desk, "10", "200")
    desk.until(lambda: desk.page.day.form.wrong() != "")
    assert "未开通落地加工" in desk.page.day.form.wrong()
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    desk.page.side.person.sign.setFocus()
    desk.press(Key.Key_Return)
    desk.page.side.mandate.kind.menu().actions()[2].trigger()
    desk.press(Key.Key_S, Mod.ControlModifier)
    desk.until(desk.page.strip.isVisible)
    assert desk.page.strip.accessibleName() == "本区未开通落地加工，不可签"
    assert desk.entries("sign_mandate") == []


def test_a_delivery_is_written_summed_and_taken_back_with_a_reason(desk: Desk) -> None:
    share_out(desk, "张文斌")
    release(desk)
    open_shares(desk)
    desk.press(Key.Key_Insert)
    type_delivery(desk, "400", "8,000")
    desk.until(lambda: desk.page.day.view() is View.PLANTS and len(desk.page.day.model.rows()) == 2)
    assert entries(desk) == [400_000]
    assert desk.page.day.model.rows()[0][:3] == ("边境食品加工厂", "合计", "1 批")
    desk.page.day.table.setFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Delete)
    desk.type("送错")
    desk.press(Key.Key_Return)
    desk.until(lambda: len(desk.page.day.model.rows()) == 3)
    assert entries(desk) == [-400_000, 400_000]
    assert len(desk.entries("deliver_to_plant")) == 2
