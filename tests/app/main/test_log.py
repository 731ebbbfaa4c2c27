"""The log of defects: kinds and places, no values, for its owner alone, and no reason to stop."""

import logging
import stat
import sys
import threading
from pathlib import Path

import pytest

from app.main import log
from app.main.log import FILE, kept_log, places

CANARY = "150101199001011234"


def break_down(value: str) -> None:
    try:
        raise KeyError(value)
    except KeyError as error:
        raise ValueError(f"no such person: {value}") from error


def caught(value: str) -> Exception:
    with pytest.raises(ValueError, match="no such person") as found:
        break_down(value)
    return found.value


def test_places_without_words() -> None:
    told = places(caught(CANARY))
    assert "builtins.ValueError" in told
    assert "builtins.KeyError" in told
    assert "test_log.py" in told
    assert "break_down" in told
    assert CANARY not in told


def test_what_nobody_caught_is_written_down_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told, chained = [], []
    monkeypatch.setattr(sys, "excepthook", lambda *error: chained.append(error))
    with kept_log(tmp_path / "logs", lambda: told.append(threading.current_thread().name)):
        error = caught(CANARY)
        sys.excepthook(type(error), error, error.__traceback__)
        thread = threading.Thread(target=break_down, args=(CANARY,), name="portdesk-gateway")
        thread.start()
        thread.join()
    text = (tmp_path / "logs" / FILE).read_text("utf-8")
    assert told == [threading.current_thread().name, "portdesk-gateway"]
    assert len(chained) == 1
    assert text.count("nobody caught this") == 2
    assert CANARY not in text
    assert (text.count(" started"), text.count(" ended")) == (1, 1)


def test_it_is_for_its_owner_alone_and_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LARGEST", 2000)
    folder = tmp_path / "logs"
    with kept_log(folder, lambda: None):
        for _ in range(50):
            logging.getLogger("app.work.runner").error("an operation failed", exc_info=caught("x"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [FILE, f"{FILE}.1", f"{FILE}.2", f"{FILE}.3"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert sum(file.stat().st_size for file in files) < 10_000


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    with kept_log(tmp_path / "logs", lambda: None):
        logging.getLogger("app.work.runner").error("an operation failed", exc_info=caught(CANARY))
    assert capsys.readouterr().err == ""


def test_everything_is_as_before_afterwards(tmp_path: Path) -> None:
    logger = logging.getLogger("app")
    before = (sys.excepthook, threading.excepthook, list(logger.handlers), logger.level)
    with kept_log(tmp_path / "logs", lambda: None):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, list(logger.handlers), logger.level) == before
