"""Pictures of the window as it stands, at a scale of their own; it changes nothing in the window."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.tour.waiting import StepFailed


class Camera:
    """Takes pictures of one window into one folder, ``scale`` picture points for each point of the window."""

    def __init__(self, window: QWidget, folder: Path, scale: float = 1.0) -> None:
        self._window, self._folder, self._scale = window, folder, scale
        self.taken: list[str] = []

    def take(self, name: str, scale: float = 0.0) -> Path:
        """Write ``name.png``, at a ``scale`` of its own if given; raises StepFailed if the folder does not take it."""
        QCoreApplication.processEvents()
        picture = self._drawn(scale or self._scale)
        path = self._folder / f"{name}.png"
        if not picture.save(str(path)):
            raise StepFailed(f"图片写不进 {path}，请检查文件夹和磁盘空间")
        if path.name not in self.taken:
            self.taken.append(path.name)
        return path

    def glance(self) -> QImage:
        """Return how the window looks now, to be compared with how it looks a moment later."""
        return self._drawn(1.0).toImage()

    def _drawn(self, scale: float) -> QPixmap:
        picture = QPixmap(self._window.size() * scale)
        picture.setDevicePixelRatio(scale)
        self._window.render(picture)
        return picture
