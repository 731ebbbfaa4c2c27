"""Pictures have the size asked for, and tour.json says what cli.md promises."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.ui.tour.camera import Camera
from app.ui.tour.key_driver import Tally
from app.ui.tour.report import Ending, TourReport
from app.ui.tour.waiting import StepFailed
from tests.app.ui.tour.conftest import SmallWindow


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_picture_has_the_size_of_the_window_times_the_scale(small: SmallWindow, tmp_path: Path, scale: float) -> None:
    camera = Camera(small, tmp_path, scale)
    picture = QImage(str(camera.take("03-form")))
    assert (picture.width(), picture.height()) == (600 * scale, 480 * scale)
    assert camera.taken == ["03-form.png"]


def test_a_picture_shows_what_the_window_shows(small: SmallWindow, tmp_path: Path) -> None:
    camera = Camera(small, tmp_path)
    before = QImage(str(camera.take("one")))
    small.text.set_text("填过的字段")
    assert QImage(str(camera.take("two"))) != before
    assert QImage(str(camera.take("two"))).allGray() is False
    assert camera.taken == ["one.png", "two.png"]


def test_a_folder_that_takes_no_picture_is_told(small: SmallWindow, tmp_path: Path) -> None:
    with pytest.raises(StepFailed, match="图片写不进"):
        Camera(small, tmp_path / "missing").take("03-form")


def test_tour_json_has_the_promised_keys(tmp_path: Path) -> None:
    report = TourReport(
        {"new_import": Tally(300, 20, 0, 1.23456)},
        12.345,
        "填写",
        ["03-form.png"],
        [Ending("S01", "I2026", "0708", "closed")],
        worst_busy_ms=9.87,
    )
    assert report.ok
    assert json.loads(report.write(tmp_path).read_text("utf-8")) == {
        "workflows": {"new_import": {"keys": 300, "command_keys": 20, "mouse_events": 0, "seconds": 1.23}},
        "worst_stall_ms": 12.3,
        "worst_busy_ms": 9.9,
        "screens": ["03-form.png"],
        "declarations": [{"sample": "S01", "seq_no": "I2026", "entry_id": "0708", "state": "closed"}],
    }


def test_a_failed_tour_says_where_it_failed(tmp_path: Path) -> None:
    report = TourReport({}, 0.0, "", [], [], trouble="填写：键盘焦点丢失")
    assert not report.ok
    assert json.loads(report.write(tmp_path).read_text("utf-8"))["trouble"] == "填写：键盘焦点丢失"
