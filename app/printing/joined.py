"""Several finished PDFs as one, so that they are printed in one go; it changes no page."""

from collections.abc import Sequence
from io import BytesIO

import pypdfium2

from app.printing.preview import PDFIUM


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Return the pages of all PDFs in their order; raises ValueError if one cannot be read."""
    with PDFIUM:
        whole = pypdfium2.PdfDocument.new()
        try:
            for pdf in pdfs:
                _append(whole, pdf)
            buffer = BytesIO()
            whole.save(buffer)
        finally:
            whole.close()
    return buffer.getvalue()


def _append(whole: pypdfium2.PdfDocument, pdf: bytes) -> None:
    try:
        part = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError("not a readable PDF") from error
    try:
        whole.import_pages(part)
    finally:
        part.close()
