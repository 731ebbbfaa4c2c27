"""An empty sheet of ours is read back with every column known and its listed codes decoded."""

from pathlib import Path

from app.foreign.opening import open_path
from app.sheets.goods.columns import map_titles
from app.sheets.goods.decoding import Decoder
from app.sheets.goods.judged import State
from app.sheets.goods.template import template_bytes
from forms.goods_sheet import GOODS_SHEET
from tests.app.sheets.goods.invoices import FORM, TABLES, TARGETS


def test_every_column_of_the_empty_sheet_is_known_again(tmp_path: Path) -> None:
    file = tmp_path / "商品清单.xlsx"
    file.write_bytes(template_bytes(FORM, GOODS_SHEET, TARGETS, TABLES))
    sheets = {one.name: one for one in open_path(file).sheets}
    titles = sheets["清单"].lines[0]
    assert all(map_titles(titles, TARGETS, GOODS_SHEET))
    choices = [line[at] for line in sheets["代码"].lines for at in range(len(line)) if line[at].startswith("MNG")]
    decoder = Decoder(TABLES, {}, "hs_codes")
    cell = decoder.read(choices[0], TARGETS["origin_country"])
    assert (cell.text, cell.state) == ("MNG", State.FOUND)
