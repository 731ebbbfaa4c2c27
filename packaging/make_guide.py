"""Write resources/guide/*.png, the pictures of GUIDE.md: two tours, light and dark, at the smallest window.

Run as ``.venv/bin/python packaging/make_guide.py`` after a change that a reader of the guide would see; look at the
pictures before committing them. Each is stored in 256 colours, which takes a third of the room and shows no difference.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "resources" / "guide"
SIZE = "1280x720"
COLOURS = 256
SHADE = 0xE0E0E0  # the leading bits of red, green and blue: colours that agree in them look alike
SMALLEST = 0  # Qt's word for the strongest compression of a PNG
# Picture of the tour -> file of the guide.
LIGHT = {
    "20-first-run": "first-run",
    "09a-empty": "empty",
    "22-settings": "settings",
    "03-form": "form",
    "12-quickfill": "quickfill",
    "04-lookup": "lookup",
    "15-import": "import",
    "15-import-merge": "import-merge",
    "06b-rejected": "rejected",
    "06-receipts": "receipts",
    "07-print-preview": "preview",
    "24-proof": "proof",
    "02-list": "list",
    "09c-conflict": "conflict",
    "09b-gateway-error": "outage",
    "21-palette": "palette",
    "21b-keys": "keys",
    "01-workbench": "workbench",
    "11-summary": "summary",
    "18-timeline-two-lane": "lanes",
    "13-amend": "amend",
    "16-elements": "elements",
    "17-tax": "tax",
    "14-codes": "codes",
    "05-bianmin": "lot",
    "23-register": "register",
    "19-statistics": "statistics",
}
DARK = {"03-form": "form-dark", "01-workbench": "workbench-dark"}


def tour(out: Path, theme: str) -> None:
    """Run one tour; raises CalledProcessError if it does not come to its end."""
    command = [sys.executable, "-m", "app", "tour", "--out", str(out), "--theme", theme, "--size", SIZE]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def small(picture: QImage) -> QImage:
    """Return the picture in 256 colours, each pixel with the nearest of them."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("B").cast("I"))
    dither = Qt.ImageConversionFlag.ThresholdDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, palette(counted), dither)


def palette(counted: Counter[int]) -> list[int]:
    """Return the most frequent colour of each shade, so that a small green sign stays green, then the next frequent."""
    shades: dict[int, int] = {}
    for colour, _ in counted.most_common():
        shades.setdefault(colour & SHADE, colour)
    chosen = dict.fromkeys(list(shades.values())[:COLOURS])
    for colour, _ in counted.most_common():
        if len(chosen) == COLOURS:
            break
        chosen[colour] = None
    return list(chosen)


def keep(folder: Path, pictures: dict[str, str]) -> None:
    """Write the small form of a tour's pictures under their names in the guide."""
    for taken, name in pictures.items():
        target = GUIDE / f"{name}.png"
        if not small(QImage(str(folder / f"{taken}.png"))).save(str(target), quality=SMALLEST):
            raise OSError(f"{target} cannot be written")


def main() -> int:
    """Take all pictures anew."""
    GUIDE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="portdesk-guide-") as folder:
        for theme, pictures in (("light", LIGHT), ("dark", DARK)):
            out = Path(folder) / theme
            tour(out, theme)
            keep(out, pictures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
