"""Libraries of C that stand between a process and the C library (LD_PRELOAD): compiled here, used by fault tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def compiled(source: Path, folder: Path) -> Path:
    """Return the library made of a C source; skips the test where it cannot be made or loaded."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if not sys.platform.startswith("linux") or compiler is None:
        pytest.skip("没有 C 编译器或不是 Linux，无法拦截系统调用")
    library = folder / f"{source.stem}.so"
    command = [compiler, "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(library), str(source)]
    subprocess.run([*command, "-ldl"], check=True)
    return library


def environment(library: Path, **settings: object) -> dict[str, str]:
    """Return this process's environment with a library loaded before all others, and what it is to know."""
    return {**os.environ, "LD_PRELOAD": str(library), **{name: str(value) for name, value in settings.items()}}
