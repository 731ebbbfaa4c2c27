"""The limited child: what hangs, eats memory, crashes or opens files ends in a sentence, and the next file is read."""

import os
import sys

import pytest

from app.foreign import limited
from app.foreign.limited import run
from app.foreign.unusable import Unusable


def test_only_functions_of_ours_are_run() -> None:
    with pytest.raises(ValueError, match="not a task"):
        limited.function("os:system")
    with pytest.raises(Unusable) as refused:
        run("os:system", "a.xlsx", b"true")
    assert refused.value.code == "E-XLS-16"


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are POSIX ones")
@pytest.mark.parametrize(
    ("act", "code"),
    [
        ("memory", "E-XLS-16"),
        ("crash", "E-XLS-16"),
        ("open", "E-XLS-16"),
        ("connect", "E-XLS-16"),
        ("hang", "E-XLS-15"),
    ],
)
def test_what_goes_too_far_is_named_and_the_next_file_is_read(
    act: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limited, "LONGEST", 0.5 if act == "hang" else 10.0)
    run("tests.app.foreign.hostile:answer", "好.xlsx", b"")
    with pytest.raises(Unusable, match=r"坏\.xlsx") as refused:
        run("tests.app.foreign.hostile:answer", "坏.xlsx", act.encode())
    assert refused.value.code == code
    assert run("app.foreign.contents:answer", "a.csv", b"a,b").head["single"] is True


def test_the_child_ends_with_its_parent() -> None:
    run("app.foreign.contents:answer", "a.csv", b"a,b")
    pid = limited._child.pid
    assert pid is not None
    limited._child.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
