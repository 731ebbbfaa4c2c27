"""A warm child process that reads strangers' bytes with little memory, little time and no file or socket to open."""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from app.aside.child import Child, ChildGone, ChildHung
from app.aside.frames import Frame
from app.foreign.unusable import Unusable

MODULE = "app.foreign.limited_child"
LONGEST = 30.0  # seconds on the wall; the processor time is bounded in the child
MEMORY = 1 << 30
PROCESSOR = 10
Task = Callable[[str, bytes], tuple[Mapping[str, Any], bytes]]
"""Takes a name for people and bytes, returns a JSON head and bytes; raises Unusable."""

_child = Child(MODULE)


def run(task: str, name: str, content: bytes) -> Frame:
    """Run ``module:function`` (a Task) over bytes in the child; raises Unusable, also for what killed the child."""
    try:
        frame = _child.ask({"task": task, "name": name}, content, seconds=LONGEST)
    except ChildHung as error:
        why = f"读取超过 {LONGEST:.0f} 秒仍未完成，已停止，请检查文件或拆成几份"
        raise Unusable(name, why, "reading it took too long and was stopped", "E-XLS-15") from error
    except ChildGone as error:
        raise _too_much(name) from error
    except OSError as error:
        why = "无法启动读取文件的子进程，请关闭一些程序后再试"
        raise Unusable(name, why, "the reading process cannot be started", "E-XLS-17") from error
    if frame.head.get("tired"):
        _child.close()  # it has grown; the next file gets a fresh one
    refused = frame.head.get("refused")
    if isinstance(refused, dict):
        raise Unusable(**{key: str(refused.get(key, "")) for key in ("place", "why", "english", "code")})
    if frame.head.get("failed"):
        raise _too_much(name)
    return frame


def function(task: str) -> Task:
    """Return the function a task names; only our own can be named."""
    module, _, name = task.partition(":")
    if not module.startswith(("app.", "tests.")):
        raise ValueError("not a task of ours")
    found: Task = getattr(importlib.import_module(module), name)
    return found


def _too_much(name: str) -> Unusable:
    limits = f"{MEMORY >> 30} GB 内存或 {PROCESSOR} 秒"
    why = f"读取时超出了 {limits} 的限度，或文件结构异常，已停止；请在 Excel 里另存一份或拆成几份"
    return Unusable(name, why, "reading it exceeded the limits or failed, save it anew or split it", "E-XLS-16")
