"""One window per data folder: the second is told who has it; what died holds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.store.one_window import FILE, AlreadyOpen, alone
from app.store.upgrade import MIGRATIONS

SENTENCE = "已打开{who}"
HOLD = """
import sys
from pathlib import Path
from app.store.one_window import alone
with alone(Path(sys.argv[1]), ""):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    words = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=MIGRATIONS.parent) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyOpen, match=f"已打开（进程 {other.pid}）"), alone(tmp_path, SENTENCE):
            raise AssertionError("two hold it")
        with alone(tmp_path, SENTENCE, "another.lock"):
            other.kill()
            other.wait()
    with alone(tmp_path, SENTENCE):
        assert (tmp_path / FILE).is_file()


def test_it_is_let_go_at_the_end(tmp_path: Path) -> None:
    for _ in range(2):
        with alone(tmp_path / "home", SENTENCE), pytest.raises(AlreadyOpen), alone(tmp_path / "home", SENTENCE):
            raise AssertionError("two hold it")
