"""By which words and sign people know the open declaration: its tab, the facts in its head; it changes nothing."""

from datetime import date

from app.core.draft import Mode
from app.declarations.summary import summarise
from app.declarations.tag_words import tag_words
from app.ui.models.document import DraftDocument
from app.ui.models.wording import goods_words, tab_words
from app.ui.pages.form.form_services import VEHICLES
from app.ui.theme import Icon

STEPS = {Mode.SUMMARY: "概要", Mode.COMPLETE: "完整"}  # of one declaration, with one number


def title_of(document: DraftDocument, number: str) -> str:
    """Return the words of its tab; ``number`` is the one the authority gave, "" while there is none."""
    summary = summarise(document.draft)
    direction = "出口" if document.form.direction == "E" else "进口"
    return tab_words(
        summary, STEPS.get(document.draft.mode, direction), port_of(document), number or summary.client_seq_no
    )


def icon_of(document: DraftDocument) -> Icon:
    """Return the sign of its vehicle."""
    return VEHICLES.get(summarise(document.draft).traffic_mode, Icon.FILE_TEXT)


def facts_of(document: DraftDocument, number: str, today: date, template: str, rates: str) -> tuple[str, ...]:
    """Return what it is about, in a few words each, the most telling first."""
    summary = summarise(document.draft)
    tags = tag_words(document.draft, document.tables, today)
    source = f"模板 {template}" if template else ""
    return port_of(document), goods_words(summary), source, tags, number or summary.client_seq_no, rates


def port_of(document: DraftDocument) -> str:
    """Return the name of the office it enters or leaves by, "" while that is not known."""
    code = summarise(document.draft).port
    row = document.tables.row("customs_offices", code) if code else None
    return row.name if row is not None else ""
