"""A resident's photo as a picture: read from a file or from the register, never on the UI thread, kept nowhere."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.store.residents import PHOTO_BYTES, PhotoUnusable, check_photo

SIDE = 4096
SHOWN = 384  # enough for the panel on any screen; a small file may hold a very large picture


def read_photo(path: Path) -> bytes:
    """Return the content of a file that can be kept as a photo; raises PhotoUnusable."""
    try:
        with path.open("rb") as file:
            content = file.read(PHOTO_BYTES + 1)
    except OSError as error:
        raise PhotoUnusable(f"读不了 {path.name}，请检查文件和权限") from error
    check_photo(content)
    picture(content)
    return content


def picture(content: bytes) -> QImage:
    """Return a photo upright and small enough to show; raises PhotoUnusable."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > SIDE:
        raise PhotoUnusable(f"照片的边长不能超过 {SIDE} 像素，请缩小后再选")
    if max(size.width(), size.height()) > SHOWN:
        fitted = size.scaled(SHOWN, SHOWN, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise PhotoUnusable("照片读不出来，文件可能已损坏，请换一个文件")
    return image
