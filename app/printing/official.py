"""From a draft to the PDF of its official page: layout, texts, sheets, ink; the layout decides what is printed."""

from dataclasses import dataclass
from datetime import date

from app.core.draft import Draft
from app.core.form import Form
from app.core.tables import CodeTables
from app.printing import layout as layouts
from app.printing.compose import compose
from app.printing.face import Face, gui
from app.printing.layout import Layout
from app.printing.paint import pdf
from app.printing.plain import plain
from app.printing.searchable import meant, put_right
from app.printing.setting import Setter
from app.printing.sheet import Sheet, Words
from app.printing.show import Source

PROOF = "仅供核对用"


@dataclass(frozen=True, slots=True)
class Standing:
    """What only the life of the declaration tells: whether it is released, words for its state, its 申报日期."""

    released: bool = False
    words: str = ""
    declared_on: date | None = None


def official(form: Form, draft: Draft, tables: CodeTables, standing: Standing) -> bytes:
    """Return the official page as PDF."""
    layout = layouts.load(form.id)
    source = Source(form, draft, tables)
    source.words = {
        "proof": "" if standing.released else PROOF,
        "declared_on": f"{standing.declared_on:%Y%m%d}" if standing.declared_on else "",
    }
    with gui():
        face = Face()
        setter = Setter(layout, source, face)
        return printed(compose(setter, _watermark(layout, draft, standing)), setter, face)


def printed(sheets: tuple[Sheet, ...], setter: Setter, face: Face) -> bytes:
    """Return composed sheets as a PDF whose text can be searched; for as long as a QGuiApplication runs."""
    layout = setter.layout
    number = layout.barcode.of.text(setter.source)
    content = pdf(sheets, layout, face, f"{layout.title} {number}".strip())
    return put_right(content, meant(pair for bold in (False, True) for pair in _signs(sheets, bold, face)))


def _signs(sheets: tuple[Sheet, ...], bold: bool, face: Face) -> list[tuple[str, str]]:
    printed = {
        sign
        for sheet in sheets
        for mark in sheet.marks
        if isinstance(mark, Words) and mark.bold is bold
        for sign in mark.text
    }
    return list(face.first_signs("".join(printed), bold).items())


def _watermark(layout: Layout, draft: Draft, standing: Standing) -> str:
    if standing.released:
        return ""
    known = any(draft.get(path) for path in layout.watermark.known_by)
    return plain(standing.words) or (layout.watermark.declared if known else layout.watermark.draft)
