"""An empty sheet of goods to be filled in Excel or WPS: our own titles, notes on them, and lists of the codes."""

from collections.abc import Mapping

from app.core.form import Form
from app.core.goods_sheet import GoodsSheet
from app.sheets.goods.columns import Target
from app.sheets.goods.decoding import SearchTables
from app.sheets.xlsx_out import xlsx_bytes

COLUMNS = 16  # fields offered; rarer ones can be added by their titles
MOST_CHOICES = 600
WIDTH, WIDE = 14, 30


def template_bytes(form: Form, goods: GoodsSheet, targets: Mapping[str, Target], tables: SearchTables) -> bytes:
    """Return the sheet; its lists hold the codes of the tables as they are now."""
    fields = [one for one in targets.values() if not one.is_measure][:COLUMNS]
    shown = [*fields, *(one for one in targets.values() if one.is_measure)]
    lists, notes = dict[int, list[str]](), dict[int, str]()
    for at, one in enumerate(shown):
        codes = tables.codes(one.table) if one.table else ()
        if 0 < len(codes) <= MOST_CHOICES:
            lists[at] = [f"{code} {row.name}" for code in codes if (row := tables.row(one.table, code)) is not None]
        note = "" if one.is_measure else form.field(f"{goods.section}[0].{one.id}").box.note
        needed = "必填" if one.id in goods.needed else "可空"
        notes[at] = f"{needed}。{note}" if note else needed
    widths = [WIDE if one.most is not None and one.most > 100 else WIDTH for one in shown]
    return xlsx_bytes([one.words for one in shown], [], widths, lists, notes)
