"""申报要素 over the real tables and store: the catalogue at once, strings of earlier declarations each once."""

from app.ui.desk.elements import DeskElements
from tests.helpers.bureau import Bureau, coal

COAL = "2701121000"


def test_catalogue_name_and_earlier_strings(bureau: Bureau) -> None:
    service = DeskElements(bureau.office)
    today = bureau.clock.now().date()
    assert service.elements(COAL, today).elements[0].name == "品牌类型"
    assert "炼焦煤" in service.name(COAL, today)
    assert service.name("9999999999", today) == ""
    draft = coal()
    for number in range(2):
        bureau.keep(draft, f"PD000000000000000{number}")
    other = draft.copy()
    other.put("items[0].model", "0|3|别的")
    bureau.keep(other, "PD0000000000000009")
    found = bureau.ask(service.earlier, COAL)
    assert [one.text for one in found] == ["0|3|别的", draft.get("items[0].model")]
    assert found[0].number == "PD0000000000000009"
    assert bureau.ask(service.earlier, "0101210010") == ()
