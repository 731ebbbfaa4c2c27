"""边民名册 by keys: filters, search, registering, cards, groups and mandates, lists, the day report, files."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.border_trade.roster import Sieve
from app.store import border_lots
from app.store.border_lots import Part
from app.ui.pages.register.day_pane import View
from forms.border_trade import FORM
from tests.app.printing.paper import words as read_pdf
from tests.app.ui.pages.register.conftest import NUMBERS, SAMPLE, Desk, Key, Mod
from tests.helpers.bureau import Bureau
from tests.helpers.citizens import citizens


def test_the_filters_hold_whom_they_say_and_their_counts_add_up(desk: Desk) -> None:
    assert len(desk.names()) == 30
    desk.page.filters.sieve_table.setFocus()
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    assert desk.page.filters.sieve is Sieve.EXPIRED
    assert desk.names() == ["刘玉梅"]
    desk.press(Key.Key_Down)
    assert desk.names() == ["韩立军"]
    desk.page.filters.group_table.setFocus()
    desk.press(Key.Key_Down)
    group = desk.names()
    assert desk.page.filters.words() == "苏和组"
    desk.press(Key.Key_Escape)
    assert len(desk.names()) == 30
    assert len(group) == 14
    assert desk.page.head.words() == "30 人   在册有效 29"


def test_found_by_pinyin_initials_record_number_and_last_four(desk: Desk) -> None:
    for text, name in (("wyqmg", "乌云其木格"), ("zhangwenbin", "张文斌"), ("00107", "张文斌")):
        desk.look_for(text)
        desk.until(lambda name=name: desk.names() == [name])
        desk.press(Key.Key_Escape)
        desk.until(lambda: len(desk.names()) == 30)
    desk.look_for(NUMBERS["张文斌"][-4:])
    desk.until(lambda: desk.names() == ["张文斌"])


def test_a_whole_number_typed_into_the_search_finds_its_owner_and_does_not_stay(desk: Desk) -> None:
    desk.look_for(NUMBERS["张文斌"])
    desk.until(lambda: desk.names() == ["张文斌"])
    assert desk.page.search.text() == NUMBERS["张文斌"][-4:]
    desk.look_for(citizens(1)[0])
    desk.until(lambda: desk.page.search.text() == citizens(1)[0][-4:])
    assert desk.names() == []


def test_ins_registers_a_person_and_says_what_is_wrong_before(desk: Desk) -> None:
    number = citizens(1)[0]
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    desk.press(Key.Key_Insert)
    form = desk.page.side.form
    desk.type("新来的")
    desk.press(Key.Key_Return)
    desk.type(wrong)
    desk.press(Key.Key_S, Mod.ControlModifier)
    assert form.wrong() == "身份证号校验位不符，请对照证件重输"
    assert form.fields["id_number"].hasFocus()
    desk.press(Key.Key_A, Mod.ControlModifier)
    desk.type(number)
    desk.press(Key.Key_Return)
    desk.type("20260505")
    desk.press(Key.Key_S, Mod.ControlModifier)
    assert form.wrong() == "边民证已于 2026-05-05 到期，请换证后再登记"
    desk.press(Key.Key_A, Mod.ControlModifier)
    desk.type("20300101")
    desk.press(Key.Key_S, Mod.ControlModifier)
    desk.until(lambda: desk.shown() == "新来的")
    assert len(desk.names()) == 31
    assert desk.page.table.hasFocus()
    assert form.fields["id_number"].text() == ""
    assert len(desk.entries("enrol_resident")) == 1


def test_a_card_that_is_known_leads_to_its_owner_another_one_to_the_form(desk: Desk) -> None:
    desk.press(Key.Key_F3)
    desk.type(NUMBERS["张文斌"])
    desk.press(Key.Key_Return)  # as a reader ends
    desk.until(lambda: desk.shown() == "张文斌")
    desk.press(Key.Key_F3)
    desk.type(f"LI NA|{citizens(1)[0]}|20300101")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.page.side.form.isVisible())
    assert desk.page.side.form.fields["id_number"].text() == citizens(1)[0]
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_F3)
    desk.type("77001122")
    desk.press(Key.Key_Return)
    desk.until(desk.page.strip.isVisible)
    assert "没有人登记过这张卡" in desk.page.strip.accessibleName()


def test_a_new_card_brings_the_end_up_to_date_without_the_number(desk: Desk) -> None:
    desk.go_to("刘玉梅")
    assert desk.page.side.person.warning().startswith("边民证已于 2026-04-15 到期")
    desk.press(Key.Key_F2)
    assert not desk.page.side.form.fields["id_number"].isVisible()
    desk.type("20310415")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_A, Mod.ControlModifier)
    desk.type("20310415")
    desk.press(Key.Key_S, Mod.ControlModifier)
    desk.until(lambda: desk.page.side.person.warning() == "")
    line = next(one for one in desk.register().lines if one.name == "刘玉梅")
    assert not line.is_expired
    assert line.id_masked.endswith(NUMBERS["刘玉梅"][-4:])


def test_a_mandate_is_signed_and_taken_back(desk: Desk) -> None:
    desk.go_to("韩立军")
    assert "缺" in desk.page.side.person.warning() or "委托" in desk.page.side.person.warning()
    desk.page.side.person.sign.setFocus()
    desk.press(Key.Key_Return)
    desk.type("20270531")
    desk.press(Key.Key_S, Mod.ControlModifier)
    desk.until(lambda: desk.page.side.person.warning() == "")
    mandate = next(one for one in desk.page.side.person.mandates.findChildren(type(desk.page.side.person.sign)))
    mandate.setFocus()
    desk.press(Key.Key_Delete)
    desk.until(lambda: desk.page.side.person.warning() != "")
    assert len(desk.entries("sign_mandate")) == len(desk.entries("withdraw_mandate")) == 1


def test_a_mandate_that_would_be_over_is_refused(desk: Desk) -> None:
    desk.page.side.person.sign.setFocus()
    desk.press(Key.Key_Return)
    desk.type("20260505")
    desk.press(Key.Key_S, Mod.ControlModifier)
    assert desk.page.side.mandate.wrong() == "有效期已经过去，请改正"


def test_a_group_is_made_filled_and_led_and_the_roster_keeps_its_history(desk: Desk) -> None:
    desk.page.filters.new_group.setFocus()
    desk.press(Key.Key_Return)
    desk.type("朝鲁组")
    desk.press(Key.Key_Return)
    desk.until(lambda: "朝鲁组" in [group.name for group in desk.page.register().groups])  # type: ignore[union-attr]
    desk.go_to("朝鲁")
    made = next(group.id for group in desk.register().groups if group.name == "朝鲁组")
    choices = desk.page.side.person.group
    next(one for one in choices.menu().actions() if one.text() == "朝鲁组").trigger()
    desk.until(lambda: choices.current() == made and desk.page.side.person.lead.isVisible())
    desk.page.side.person.lead.setFocus()
    desk.press(Key.Key_Return)
    desk.until(lambda: any(line.leads for line in desk.page.model.lines() if line.name == "朝鲁"))
    desk.until(lambda: stays(desk) == [("朝鲁组", True), ("巴图组", False)])
    assert not next(line for line in desk.page.model.lines() if line.name == "朝鲁").mandated  # given to the old group


def stays(desk: Desk) -> list[tuple[str, bool]]:
    seen = desk.page.side.person.seen()
    return [(stay.group, stay.until is None) for stay in seen.stays] if seen is not None else []


def test_two_groups_of_one_name_are_refused(desk: Desk) -> None:
    desk.page.filters.new_group.setFocus()
    desk.press(Key.Key_Return)
    desk.type("巴图组")
    desk.press(Key.Key_Return)
    desk.until(desk.page.strip.isVisible)
    assert desk.page.strip.accessibleName() == "已有互助组“巴图组”，请换一个名称"


def test_ticked_residents_are_switched_off_together(desk: Desk) -> None:
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Space)
    assert desk.page.foot.words() == "已选 2 人"
    desk.page.side.person.switch.setFocus()
    desk.press(Key.Key_Return)
    desk.until(lambda: sum(not line.active for line in desk.page.model.lines()) == 2)


def test_a_list_is_seen_before_it_is_written(qtbot: QtBot, bureau: Bureau, tmp_path: Path) -> None:
    desk = Desk(qtbot, bureau, filled=False)
    text = SAMPLE.read_text("utf-8")
    bad = NUMBERS["巴图"][:-1] + ("0" if NUMBERS["巴图"][-1] != "0" else "1")
    file = tmp_path / "名单.csv"
    file.write_text(text.replace(NUMBERS["巴图"], bad), "utf-8")
    desk.press(Key.Key_I, Mod.ControlModifier)
    desk.press(Key.Key_A, Mod.ControlModifier)
    desk.type(str(file))
    desk.press(Key.Key_Return)
    preview = desk.page.importing.preview
    desk.until(preview.isVisible)
    assert preview.digest() == "可导入 29 人，须改 1 行"
    assert "第 2 行：身份证号校验位不符" in preview.faults.toPlainText()
    assert bad not in preview.faults.toPlainText()
    assert desk.register().lines == ()
    desk.press(Key.Key_Return)
    desk.until(lambda: len(desk.names()) == 29)
    assert desk.page.strip.accessibleName() == "新登记 29 人，更新 0 人，新建互助组 2 个，委托 28 份"
    assert desk.page.table.hasFocus()


def test_a_preview_left_by_esc_writes_nothing(qtbot: QtBot, bureau: Bureau) -> None:
    desk = Desk(qtbot, bureau, filled=False)
    desk.press(Key.Key_I, Mod.ControlModifier)
    desk.press(Key.Key_A, Mod.ControlModifier)
    desk.type(str(SAMPLE))
    desk.press(Key.Key_Return)
    desk.until(desk.page.importing.preview.isVisible)
    desk.press(Key.Key_Escape)
    assert desk.register().lines == ()
    assert not desk.page.importing.preview.isVisible()


def test_the_day_report_by_keys_and_its_table_as_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.press(Key.Key_D, Mod.ControlModifier)
    desk.until(desk.page.day.isVisible)
    assert "互市日报 2026-05-06" in desk.page.day.words()
    desk.press(Key.Key_BracketRight)
    desk.press(Key.Key_BracketLeft)
    desk.until(lambda: "2026-05-05" in desk.page.day.words())
    assert desk.page.day.view() is View.GROUPS
    desk.press(Key.Key_E, Mod.ControlModifier)
    desk.press(Key.Key_A, Mod.ControlModifier)
    desk.type(str(tmp_path / "day"))
    desk.press(Key.Key_Return)
    desk.until(desk.page.strip.isVisible)
    assert "边民互市日报,2026-05-05" in (tmp_path / "day.csv").read_text("utf-8-sig")
    desk.page.day.table.setFocus()
    desk.press(Key.Key_Escape)
    assert not desk.page.day.isVisible()


def test_on_a_narrow_window_f7_shows_the_resident(desk: Desk) -> None:
    desk.page.resize(1212, 626)
    assert not desk.page.side.person.isVisible()
    desk.press(Key.Key_F7)
    assert desk.page.side.person.isVisible()
    desk.press(Key.Key_F7)
    assert desk.page.side.opener.isVisible()


def share_out(desk: Desk, name: str, zone: str = "0705") -> None:
    """Give a resident a share of a lot today."""
    who = next(line.resident_id for line in desk.register().lines if line.name == name)
    with desk.bureau.database.writing() as connection:
        draft = FORM.new()
        draft.update({"zone": zone, "goods[0].name": "松子", "goods[0].price": "20", "use": "1"})
        sealer, now = desk.bureau.database.sealer, desk.bureau.clock.now()
        lot = border_lots.get_lot(connection, border_lots.new_lot(connection, sealer, draft, now.date(), now))
        border_lots.set_members(connection, lot, [who], now)
        border_lots.put_parts(connection, lot.id, [Part(who, 400_000, 800_000, 800_000, 0)], now)


def test_a_share_counts_in_list_panel_and_report_and_is_printed(desk: Desk, tmp_path: Path) -> None:
    share_out(desk, "张文斌")
    desk.page.refresh()
    desk.until(lambda: any(line.remaining == 0 for line in desk.page.model.lines()))
    assert [line.name for line in desk.page.model.lines() if line.remaining == 0] == ["张文斌"]
    desk.press(Key.Key_D, Mod.ControlModifier)
    desk.until(desk.page.day.isVisible)
    assert "1 人 1 批   金额 8,000.00 元" in desk.page.day.words()
    desk.page.day.views.setFocus()
    desk.press(Key.Key_Right)
    desk.press(Key.Key_Right)
    assert desk.page.day.view() is View.SHARES
    desk.page.day.table.setFocus()
    desk.press(Key.Key_P, Mod.ControlModifier)
    desk.press(Key.Key_A, Mod.ControlModifier)
    desk.type(str(tmp_path / "lot"))
    desk.press(Key.Key_Return)
    desk.until(desk.page.strip.isVisible)
    paper = "".join("".join(read_pdf((tmp_path / "lot.pdf").read_bytes())).split())
    assert "0705二连浩特中蒙边民互市贸易区" in paper
    assert "152524********" in paper
    assert NUMBERS["张文斌"] not in paper


def test_the_view_turned_to_a_resident_speaks_three_languages_and_tells_no_number(desk: Desk) -> None:
    share_out(desk, "张文斌")
    desk.page.refresh()
    desk.until(lambda: any(line.remaining == 0 for line in desk.page.model.lines()))
    desk.go_to("张文斌")
    desk.press(Key.Key_F9)
    desk.until(desk.page.mirror.isVisible)
    words = desk.page.mirror.words()
    assert "张文斌，请核对您的份额；商品 松子；数量 400；金额 ¥ 8,000.00" in words
    assert "今日剩余额度 ¥ 0.00" in words
    assert "待母语者复核" in words
    assert "*" not in words
    assert not desk.page.side.isVisible()
    desk.press(Key.Key_Escape)
    assert desk.page.table.hasFocus()
    assert desk.page.side.isVisible()
