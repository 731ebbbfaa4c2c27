"""The child of ``limited``: one task at a time under limits it cannot lift; run with -m, imported by nobody."""

import importlib
import math
import os
import re
import sys
from collections.abc import Mapping
from typing import Any

from app.aside.core_files import forbid_core_files
from app.aside.frames import Frame
from app.aside.serve import serve
from app.foreign.limited import LONGEST, MEMORY, PROCESSOR, function
from app.foreign.unusable import Unusable

_TIRED = 400 * 1024 * 1024
_OPEN, _SHUT = 64, 6  # descriptors: the three standard ones, the two pipes and our own figures leave room for no other
_HIGHEST = re.compile(rb"VmHWM:\s*(\d+) kB")
_loaded: set[str] = set()
_status: int | None = None


def answer(frame: Frame) -> Frame:
    """Run the task a frame names; whatever goes wrong is told by its kind alone."""
    task, name = str(frame.head.get("task")), str(frame.head.get("name"))
    try:
        _load(task.partition(":")[0])
        _limit_processor()
        head, body = function(task)(name, frame.body)
    except Unusable as error:
        told = {"place": error.place, "why": error.why, "english": error.english_why, "code": error.code}
        return Frame(_with_state({"refused": told}))
    except Exception as error:  # noqa: BLE001 - strangers' bytes may raise anything here; the parent names it
        return Frame(_with_state({"failed": type(error).__name__}))
    return Frame(_with_state(head), body)


def _load(module: str) -> None:
    """Import what a task needs while files can still be opened, then shut the door."""
    if module not in _loaded:
        _limit_descriptors(_OPEN)
        importlib.import_module(module).preload()
        _loaded.add(module)
    _limit_descriptors(_SHUT)


def _with_state(head: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**head, "tired": _highest_memory() > _TIRED}


if sys.platform == "win32":

    def _limit_memory() -> None:
        """Windows has no such limit without a job object; the deadline of the parent is what remains."""

    def _limit_processor() -> None:
        """As for memory."""

    def _limit_descriptors(_most: int) -> None:
        """As for memory."""

    def _highest_memory() -> int:
        return _TIRED + 1  # a fresh process for every file
else:
    import resource

    def _limit_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    def _limit_processor() -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = math.ceil(used.ru_utime + used.ru_stime) + PROCESSOR
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))

    def _limit_descriptors(most: int) -> None:
        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))

    def _highest_memory() -> int:
        # The usual figure, ru_maxrss, begins on Linux with that of the process we were started by.
        if _status is not None and (found := _HIGHEST.search(os.pread(_status, 4096, 0))):
            return int(found[1]) * 1024
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used if sys.platform == "darwin" else used * 1024


if __name__ == "__main__":
    forbid_core_files()
    _limit_memory()
    if sys.platform == "linux":
        _status = os.open("/proc/self/status", os.O_RDONLY)
    serve(answer, LONGEST + 5)
