"""Turn a PDF into pictures for the preview; it reads any PDF and needs no Qt."""

import struct
import zlib
from threading import Lock

import pypdfium2

_POINTS = 72
PDFIUM = Lock()  # the library is not made for two threads at once


def pictures(pdf: bytes, dpi: int) -> list[bytes]:
    """Return the pages as grey PNG pictures; raises ValueError if the bytes are no PDF."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a readable PDF") from error
        try:
            return [_picture(page, dpi) for page in document]
        finally:
            document.close()


def _picture(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    bitmap = page.render(scale=dpi / _POINTS, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        # Each row of a PNG begins with its filter; 0 leaves the pixels as they are.
        pixels = b"".join(b"\0" + rows[y * stride : y * stride + width] for y in range(height))
    finally:
        bitmap.close()
        page.close()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(pixels, 1)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
