"""The official pages as PDF and as pictures for the preview; it names no field and loads Qt only when asked to print.

The layouts in resources/print say which field stands where. Both functions may be called from any thread while a
QGuiApplication is running; without one, official_pdf() starts its own for the time of the call, which only the main
thread may do.
"""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.draft import Draft
    from app.core.form import Form
    from app.core.tables import CodeTables

__all__ = ["official_pdf", "page_images"]


def official_pdf(
    form: "Form",
    draft: "Draft",
    tables: "CodeTables",
    *,
    released: bool = False,
    status_words: str = "",
    declared_on: date | None = None,
) -> bytes:
    """Return the official page of a draft, errors and all, as PDF.

    Until ``released`` each sheet carries a watermark: ``status_words``, or else 已申报 未放行 if the draft holds a
    number given after filing, 未申报 草稿 if not. ``declared_on`` is the 申报日期, which no field holds.
    """
    from app.printing.official import Standing, official

    return official(form, draft, tables, Standing(released, status_words, declared_on))


def page_images(pdf: bytes, dpi: int) -> list[bytes]:
    """Return the pages of a PDF as PNG pictures; raises ValueError if it cannot be read."""
    from app.printing.preview import pictures

    return pictures(pdf, dpi)
