"""Looks for cut texts on every page at the text sizes named, as JSON: ``QT_SCALE_FACTOR=1.5 python -m … 100 150``."""

import json
import sys

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.ui.theme import prepare, theme
from tests.helpers.clip_detector import cuts_in
from tests.helpers.every_page import SHOTS, shown

SIZES = (QSize(1440, 900), QSize(1280, 720))


def main(percents: list[int]) -> None:
    """Print the report."""
    prepare()
    app = QApplication.instance() or QApplication([])
    theme().install()
    cuts = []
    for percent in percents:
        theme().set_percent(percent)
        for name in SHOTS:
            for size in SIZES:
                with shown(name, size) as window:
                    found = cuts_in(window.inside(), window.devicePixelRatio())
                cuts += [f"{percent} % {size.width()} {name}: {one}" for one in found]
    app.processEvents()
    print(json.dumps({"pages": len(SHOTS), "cuts": cuts}, ensure_ascii=False))


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [100])
