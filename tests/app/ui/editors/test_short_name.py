"""A name without room is said in its official short form or by the name it begins with, else as it is."""

from PySide6.QtWidgets import QApplication

from app.core.tables import CodeRow
from app.ui.editors.short_name import name_for, short_name


def test_a_short_name_is_official_or_begins_the_whole(qapp: QApplication) -> None:
    office = CodeRow("customs_offices", "0702", "二连海关驻铁路口岸办事处", {"short_name": "二关铁路"})
    country = CodeRow("countries", "RUS", "俄罗斯联邦", {"alias": "Russia;俄罗斯"})
    other = CodeRow("countries", "KOR", "韩国", {"alias": "南韩;South Korea"})
    assert [short_name(one) for one in (office, country, other)] == ["二关铁路", "俄罗斯", ""]
    assert name_for(country, 500) == "俄罗斯联邦"
    assert name_for(country, 40) == "俄罗斯"
    assert name_for(other, 1) == "韩国"
