"""A resident's photo by keys: chosen from a file, shown beside his own name alone, removed; what will not do."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QImageWriter

from app.store.residents import PHOTO_BYTES, PhotoUnusable
from app.ui.desk.photo import SHOWN, SIDE, picture, read_photo
from tests.app.ui.pages.register.conftest import Desk, Key

RED = QColor(200, 20, 20)


def drawn(path: Path, width: int = 300, height: int = 400) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(RED)
    writer = QImageWriter(str(path))
    assert writer.write(image), writer.errorString()
    return path


def choose(desk: Desk, file: Path) -> None:
    desk.press(Key.Key_P)
    desk.type(str(file))
    desk.press(Key.Key_Return)


@pytest.mark.parametrize("name", ["face.jpg", "face.png"])
def test_p_takes_a_photo_from_a_file_and_the_link_removes_it(desk: Desk, tmp_path: Path, name: str) -> None:
    panel = desk.page.side.person
    desk.go_to("韩立军")
    assert not panel.drop_photo.isVisible()
    choose(desk, drawn(tmp_path / name))
    desk.until(lambda: panel.face.photo() is not None)
    painted = panel.face.grab().toImage()
    middle = painted.pixelColor(painted.rect().center())
    assert (middle.red() > 180, middle.green() < 40, middle.blue() < 40) == (True, True, True)
    assert panel.face.accessibleName() == "韩立军 的照片"
    assert "已保存 韩立军 的照片" in desk.page.strip.accessibleName()
    assert desk.page.table.hasFocus()
    panel.drop_photo.setFocus()
    desk.press(Key.Key_Return)
    desk.until(lambda: panel.face.photo() is None)
    assert not panel.drop_photo.isVisible()
    assert desk.page.table.hasFocus()
    assert [len(desk.entries(event)) for event in ("photo_set", "photo_removed")] == [1, 1]


def test_a_photo_stands_beside_its_own_name_alone(desk: Desk, tmp_path: Path) -> None:
    panel = desk.page.side.person
    desk.go_to("韩立军")
    panel.photo.setFocus()
    desk.press(Key.Key_Return)
    desk.type(str(drawn(tmp_path / "face.png")))
    desk.press(Key.Key_Return)
    desk.until(lambda: panel.face.photo() is not None)
    owner = desk.page.current()
    others: list[bool] = []
    panel.shown.connect(lambda key: others.append(panel.face.photo() is None) if key != owner else None)
    desk.go_to("刘玉梅")
    assert others
    assert all(others)
    assert panel.face.photo() is None
    desk.go_to("韩立军")
    desk.until(lambda: panel.face.photo() is not None)


def test_a_file_that_will_not_do_is_said_and_nothing_is_kept(desk: Desk, tmp_path: Path) -> None:
    desk.go_to("韩立军")
    desk.press(Key.Key_P)
    desk.type(str(tmp_path / "none.png"))
    desk.press(Key.Key_Return)
    assert desk.page.paths.wrong() == f"没有文件 {tmp_path / 'none.png'}"
    desk.press(Key.Key_Escape)
    assert desk.page.table.hasFocus()
    (tmp_path / "list.txt").write_text("no photo")
    choose(desk, tmp_path / "list.txt")
    desk.until(desk.page.strip.isVisible)
    assert "照片只收 JPEG 或 PNG" in desk.page.strip.accessibleName()
    assert desk.page.side.person.face.photo() is None
    assert desk.entries("photo_set") == []


def test_p_asks_nothing_while_a_form_is_open(desk: Desk) -> None:
    desk.press(Key.Key_Insert)
    desk.page.table.setFocus()
    desk.press(Key.Key_P)
    assert not desk.page.paths.isVisible()


def test_files_are_measured_before_they_are_decoded(tmp_path: Path) -> None:
    kept = read_photo(drawn(tmp_path / "wide.png", SIDE, 10))
    assert max(picture(kept).width(), picture(kept).height()) == SHOWN
    with pytest.raises(PhotoUnusable, match="边长不能超过 4096"):
        read_photo(drawn(tmp_path / "wider.png", SIDE + 1, 10))
    (tmp_path / "big.png").write_bytes(kept + bytes(PHOTO_BYTES))
    with pytest.raises(PhotoUnusable, match="200 KB"):
        read_photo(tmp_path / "big.png")
    (tmp_path / "broken.png").write_bytes(kept[:8] + b"nothing that follows")
    with pytest.raises(PhotoUnusable, match="已损坏"):
        read_photo(tmp_path / "broken.png")
    with pytest.raises(PhotoUnusable, match="读不了"):
        read_photo(tmp_path)
