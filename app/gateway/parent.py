"""Tells whether the process that started this one is still there, so that no gateway outlives its client."""

from __future__ import annotations

import os
import sys


def is_gone(parent_pid: int) -> bool:
    """Whether the parent process has ended."""
    if sys.platform == "win32":
        return _has_ended_on_windows(parent_pid)
    # An orphan is handed to another parent, which also holds while the dead one waits to be collected.
    return os.getppid() != parent_pid


if sys.platform == "win32":

    def _has_ended_on_windows(pid: int) -> bool:
        import ctypes

        synchronize, signalled = 0x0010_0000, 0
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(synchronize, False, pid)
        if not handle:
            return True
        try:
            return bool(kernel.WaitForSingleObject(handle, 0) == signalled)
        finally:
            kernel.CloseHandle(handle)
