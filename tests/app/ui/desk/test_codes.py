"""The code library over a real store: an import is foreseen, written, told, and taken back; tables follow at once."""

from datetime import date
from pathlib import Path

import pytest

from app.store.reference_file import ReferenceFile
from app.ui.desk.codes import DeskCodes
from app.ui.desk.taxes import DeskTaxes
from app.ui.pages.codes.services import Foreseen, Heading, LastImport, OwnUse, Told
from tests.helpers.bureau import Bureau, Refused, coal

COAL = "2701121000"
MODES = "代码,名称\n0110,一般贸易\n9999,测试监管方式\n"


@pytest.fixture
def codes(bureau: Bureau, tmp_path: Path) -> DeskCodes:
    return DeskCodes(bureau.office, DeskTaxes(bureau.office), ReferenceFile(tmp_path / "reference.db"))


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_an_import_is_foreseen_written_and_taken_back(bureau: Bureau, codes: DeskCodes, tmp_path: Path) -> None:
    told: list[bool] = []
    codes.changed.connect(lambda: told.append(True))
    path = write(tmp_path / "监管方式.csv", MODES)
    foreseen: Foreseen = bureau.ask(codes.foresee, path, Told())
    assert (foreseen.changes, foreseen.number) == (2, None)
    assert codes.name("trade_modes", "9999") == ""
    assert bureau.ask(codes.last_import) is None
    written: Foreseen = bureau.ask(codes.install, path, Told())
    assert written.number is not None
    assert codes.name("trade_modes", "9999") == "测试监管方式"
    assert told == [True]
    last: LastImport | None = bureau.ask(codes.last_import)
    assert last is not None and not last.seen and "9999" in last.codes["trade_modes"]
    codes.mark_seen(last.number)
    seen: LastImport | None = bureau.ask(codes.last_import)
    assert seen is not None and seen.seen
    assert "监管方式.csv" in bureau.ask(codes.undo)
    assert codes.name("trade_modes", "9999") == ""
    with pytest.raises(Refused, match="没有可以撤销的装入"):
        bureau.ask(codes.undo)


def test_an_import_called_off_writes_nothing(bureau: Bureau, codes: DeskCodes, tmp_path: Path) -> None:
    path = write(tmp_path / "监管方式.csv", MODES)
    answers: list[object] = []
    codes.install(path, Told(), answers.append, answers.append)
    codes.cancel()
    bureau.until(lambda: bool(answers))
    assert answers == ["已取消，什么都没有写入"]
    assert bureau.ask(codes.last_import) is None


def test_an_unknown_head_is_told_once_and_then_known(bureau: Bureau, codes: DeskCodes, tmp_path: Path) -> None:
    path = write(tmp_path / "甲.csv", "物品,物品代号\n测试方式,9999\n")
    with pytest.raises(Refused, match="认不出"):
        bureau.ask(codes.foresee, path, Told())
    heading: Heading = bureau.ask(codes.heading, path)
    assert (heading.titles, heading.samples) == (("物品", "物品代号"), ("测试方式", "9999"))
    said = Told("trade_modes", {"物品": "name", "物品代号": "code"})
    bureau.ask(codes.install, path, said)
    again = write(tmp_path / "乙.csv", "物品代号,物品\n9998,又一种\n")
    assert bureau.ask(codes.foresee, again, Told()).tables[0].title == "监管方式"


def test_a_file_that_cannot_be_read_says_why(bureau: Bureau, codes: DeskCodes, tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(Refused, match=r"坏\.xlsx"):
        bureau.ask(codes.foresee, path, Told())


def test_what_the_office_did_with_a_code(bureau: Bureau, codes: DeskCodes) -> None:
    draft = coal()
    bureau.keep(draft, "PD0000000000000001")
    own: OwnUse = bureau.ask(codes.own, "hs_codes", COAL)
    assert own.count == 1 and own.texts[0][1] == draft.get("items[0].model")
    assert own.prices[0][1] == 98
    assert bureau.ask(codes.own, "countries", "MNG").count == 0
    assert dict(codes.rates(COAL))["增值税"] == "13%"
    assert codes.tree().path(COAL)
    assert codes.elements(COAL).source
    assert date(2026, 3, 2) == bureau.clock.now().date()
