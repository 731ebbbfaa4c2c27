"""Do all set-up behind `make` (./.venv with the locked packages, system libraries), then run the command asked for.

Standard library only, because it runs before anything is installed; it must not import the program.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "portdesk-stamp"
TOUR = Path("build") / "tour"
MEMORY_DISK = Path("/dev/shm")
MEMORY_DISK_ROOM = 3_000_000_000  # bytes; the default tests together write less than a gigabyte
PYTHON = (3, 11)
UV = "uv==0.13.9"

EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3

# Shared library -> Debian package. Found with ldd on a bare Debian 12: Qt's own message names the wrong one.
DEBIAN_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Programs that only tests call -> Debian package.
DEBIAN_TOOLS = {"xmllint": "libxml2-utils", "pdftotext": "poppler-utils", "softhsm2-util": "softhsm2"}
# … and programs that only the slow ones call.
DEBIAN_SLOW_TOOLS = {"cc": "gcc libc6-dev", "faketime": "faketime"}
QT_PARTS = ("QtGui.abi3.so", "QtWidgets.abi3.so", "QtPrintSupport.abi3.so", "QtSvg.abi3.so")
QT_OFFSCREEN = "Qt/plugins/platforms/libqoffscreen.so"
QT_XCB = "Qt/plugins/platforms/libqxcb.so"


def stop(chinese: str, english: str, code: int = EXIT_ENVIRONMENT) -> NoReturn:
    """End with one sentence in each language on stderr."""
    print(f"{chinese}\n{english}", file=sys.stderr)
    raise SystemExit(code)


def say(chinese: str, english: str) -> None:
    """Tell what is being done, at once even through a pipe."""
    print(f"{chinese} · {english}", flush=True)


# --- the interpreter and the virtual environment -----------------------------------------------------------------


def require_python(version: tuple[int, int]) -> None:
    """Refuse an interpreter that the locked packages were not made for."""
    if version != PYTHON:
        wanted = ".".join(map(str, PYTHON))
        found = ".".join(map(str, version))
        stop(
            f"需要 Python {wanted},当前是 {found};请安装后用 make PYTHON=/路径/python{wanted} 运行。",
            f"Python {wanted} is needed, this is {found}; install it and run make PYTHON=/path/to/python{wanted}.",
            EXIT_USAGE,
        )


def venv_python(venv: Path = VENV, platform: str = sys.platform) -> Path:
    """The interpreter inside the virtual environment. The Windows branch has never been run."""
    return venv / ("Scripts/python.exe" if platform == "win32" else "bin/python")


def wanted_stamp(lock: Path = LOCK, project: Path = ROOT / "pyproject.toml") -> str:
    """Digest of everything that decides what ./.venv must hold."""
    digest = hashlib.sha256()
    for path in (lock, project):
        digest.update(path.read_bytes())
    digest.update(sys.version.encode())
    return digest.hexdigest()


def is_installed(stamp: Path, wanted: str) -> bool:
    """Whether the environment was finished for exactly this lock."""
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == wanted


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Let two terminals that start at once take turns; without fcntl (Windows) they are on their own."""
    if importlib.util.find_spec("fcntl") is None:
        yield
        return
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def create_venv() -> None:
    """Make ./.venv, with pip; Debian keeps the needed part of Python in a package of its own."""
    if venv_python().exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_debian([f"python{PYTHON[0]}.{PYTHON[1]}-venv"])
    say("正在建立 ./.venv", "creating ./.venv")
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        stop("无法建立 ./.venv,原因见上。", "Could not create ./.venv; the reason is above.")


def install_packages() -> None:
    """Install the lock and the project itself, compile, and only then write the stamp."""
    say("正在安装锁定的软件包", "installing the locked packages")
    python = str(venv_python())
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--no-compile"]
    if run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]) != 0:
        stop(
            "软件包未能装全:请检查网络后重试,已下载的部分会保留。",
            "The packages could not all be installed: check the network and try again; what was downloaded is kept.",
        )
    if run([*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]) != 0:
        stop("项目本身未能装入 ./.venv,原因见上。", "The project could not be installed into ./.venv; see above.")
    # -qq: some packages carry templates named *.py that are no Python.
    run([python, "-m", "compileall", "-qq", "-j", "0", *map(str, site_packages())])


def site_packages(venv: Path = VENV) -> list[Path]:
    """Where the environment keeps its packages."""
    return [*venv.glob("lib/python*/site-packages"), *venv.glob("Lib/site-packages")]


def ensure_environment() -> None:
    """./.venv holds exactly what the lock says; nothing is asked of the network when it already does."""
    if sys.platform == "win32":
        say("Windows 上的安装步骤尚未验证", "set-up on Windows has not been verified")
    wanted = wanted_stamp()
    with only_one(ROOT / "build" / "setup.lock"):
        if not (venv_python().exists() and is_installed(STAMP, wanted)):
            create_venv()
            install_packages()
            STAMP.write_text(wanted + "\n", encoding="ascii")
        for part in ("app", "forms"):
            compileall.compile_dir(ROOT / part, quiet=2)


# --- system packages ---------------------------------------------------------------------------------------------


def missing_libraries(binaries: Iterable[Path]) -> list[str]:
    """Names of the shared libraries that the dynamic linker cannot find for any of these files."""
    missing: set[str] = set()
    for path in binaries:
        answer = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=False)
        missing.update(not_found(answer.stdout))
    return sorted(missing)


def not_found(ldd_output: str) -> list[str]:
    """The library names in lines such as `libEGL.so.1 => not found`."""
    return [line.split("=>")[0].strip() for line in ldd_output.splitlines() if "=> not found" in line]


def qt_binaries(with_display: bool) -> list[Path]:
    """The parts of the installed Qt whose libraries come from the system."""
    names = [*QT_PARTS, QT_OFFSCREEN, *([QT_XCB] if with_display else [])]
    return [path for folder in site_packages() for name in names if (path := folder / "PySide6" / name).exists()]


def ensure_system(tools: Mapping[str, str]) -> None:
    """Qt's system libraries and the programs asked for are there; installed where that can be done."""
    if not sys.platform.startswith("linux") or shutil.which("ldd") is None:
        return
    libraries = missing_libraries(qt_binaries(has_display()))
    unknown = [name for name in libraries if name not in DEBIAN_LIBRARIES]
    if unknown:
        names = " ".join(unknown)
        stop(
            f"缺少系统库 {names},请用本系统的软件包工具安装。",
            f"The system libraries {names} are missing; install them with this system's package tool.",
        )
    wanted = {DEBIAN_LIBRARIES[name] for name in libraries}
    for tool, packages in tools.items():
        if shutil.which(tool) is None:
            wanted.update(packages.split())
    if wanted:
        install_debian(sorted(wanted))


def install_debian(packages: Sequence[str]) -> None:
    """Install Debian packages as root, or end with the exact command to type."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        prefix = "sudo " if apt else ""
        stop(
            f"缺少系统软件包,请先运行:{prefix}{' '.join(command)}",
            f"System packages are missing; first run: {prefix}{' '.join(command)}",
        )
    say(f"正在安装系统软件包 {' '.join(packages)}", "installing system packages")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (command, ["apt-get", "update"], command):
        done = subprocess.run(step, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode == 0 and step is command:
            return
    sys.stderr.write(done.stderr.decode(errors="replace"))
    stop(f"未能安装,请检查后运行:{' '.join(command)}", f"That failed; look into it and run: {' '.join(command)}")


# --- running -----------------------------------------------------------------------------------------------------


def run(command: Sequence[str], extra: dict[str, str] | None = None) -> int:
    """Run a command from the project's folder; its exit code."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **(extra or {})}, check=False).returncode


def in_venv(*arguments: str, extra: dict[str, str] | None = None) -> int:
    """Run the environment's Python with UTF-8 everywhere; its exit code."""
    return run([str(venv_python()), *arguments], {"PYTHONUTF8": "1", **(extra or {})})


def has_display() -> bool:
    """Whether a window can be shown. Other systems than Linux always have a screen."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def command_setup(arguments: list[str]) -> int:
    """Set everything up and do nothing else."""
    ensure_environment()
    ensure_system(DEBIAN_TOOLS)
    say("环境已就绪", "the environment is ready")
    return 0


def command_run(arguments: list[str]) -> int:
    """Open the window; without a display, walk the tour and say where its results are."""
    ensure_environment()
    ensure_system({})
    if has_display():
        return in_venv("-m", "app", *arguments)
    say("没有显示器,改为运行演示", "no display here, so the tour is run instead")
    return tour(arguments)


def command_tour(arguments: list[str]) -> int:
    """Drive the real window through the main workflows with key events."""
    ensure_environment()
    ensure_system({})
    return tour(arguments)


def tour(arguments: list[str]) -> int:
    """Run the tour into build/tour unless told otherwise; its exit code."""
    out = [] if "--out" in arguments else ["--out", str(TOUR)]
    code = in_venv("-m", "app", "tour", *out, *arguments, extra={"QT_QPA_PLATFORM": "offscreen"})
    if code == 0 and out:
        say(f"图片和 PDF 在 {TOUR}/", f"the pictures and the PDF are in {TOUR}/")
    return code


def command_test(arguments: list[str]) -> int:
    """Run the default tests: the whole suite in a process for each core, two to four of them; a part of it in one."""
    ensure_environment()
    ensure_system(DEBIAN_TOOLS)
    cores = min(max(os.cpu_count() or 2, 2), 4)
    workers = () if arguments else ("-n", str(cores), "--dist", "loadfile", "--no-loadscope-reorder")
    return in_venv("-m", "pytest", *workers, *arguments, extra=memory_disk())


def memory_disk() -> dict[str, str]:
    """Where the default tests keep their many small databases: in memory, if this machine has such a disk with room."""
    if not os.access(MEMORY_DISK, os.W_OK) or shutil.disk_usage(MEMORY_DISK).free < MEMORY_DISK_ROOM:
        return {}
    return {"TMPDIR": str(MEMORY_DISK)}


def command_test_slow(arguments: list[str]) -> int:
    """Run only the tests marked slow, then write their figures into RELIABILITY.md."""
    ensure_environment()
    ensure_system(DEBIAN_TOOLS | DEBIAN_SLOW_TOOLS)
    shutil.rmtree(ROOT / "build" / "reliability", ignore_errors=True)
    code = in_venv("-m", "pytest", "-m", "slow", "--timeout", "1800", *arguments)
    fresh = () if arguments else ("--fresh",)  # a part of the tests leaves the lines of the others
    return in_venv("-m", "tests.reliability", *fresh) or code


def command_check(arguments: list[str]) -> int:
    """Run every linter, all of them even when one fails; 1 if any did."""
    ensure_environment()
    linters = {
        "ruff": ("-m", "ruff", "check", "."),
        "ruff format": ("-m", "ruff", "format", "--check", "--quiet", "."),
        "mypy --strict": ("-m", "mypy"),
        "import-linter": ("-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"),
        "licences": ("packaging/licences.py",),
    }
    failed = []
    for name, command in linters.items():
        say(f"检查 {name}", "checking")
        if in_venv(*command) != 0:
            failed.append(name)
    if failed:
        say(f"未通过:{'、'.join(failed)}", f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def command_format(arguments: list[str]) -> int:
    """Format the code and put imports in order."""
    ensure_environment()
    return in_venv("-m", "ruff", "format", ".") or in_venv("-m", "ruff", "check", "--select", "I", "--fix", ".")


def command_bench(arguments: list[str]) -> int:
    """Measure speed against the targets."""
    ensure_environment()
    ensure_system({})
    return in_venv("-m", "tests.bench", *arguments, extra={"QT_QPA_PLATFORM": "offscreen"})


def command_lock(arguments: list[str]) -> int:
    """Resolve the dependencies for all platforms and write the lock; needs the network."""
    tool = ROOT / "build" / "uv"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--upgrade"]
    if not (tool / "bin" / "uv").exists() and run([*pip, "--target", str(tool), UV]) != 0:
        stop(f"未能取得 {UV},请检查网络。", f"Could not get {UV}; check the network.")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:", "--no-header"]
    compile_lock = [str(tool / "bin" / "uv"), "pip", "compile", "--quiet", *options, *arguments]
    return run([*compile_lock, "pyproject.toml", "--group", "dev", "-o", str(LOCK.relative_to(ROOT))])


def command_clean(arguments: list[str]) -> int:
    """Remove what set-up, builds and tools have made."""
    for name in (".venv", "build", "dist", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "setup": command_setup,
    "run": command_run,
    "test": command_test,
    "test-slow": command_test_slow,
    "check": command_check,
    "format": command_format,
    "bench": command_bench,
    "tour": command_tour,
    "lock": command_lock,
    "clean": command_clean,
}


def main(arguments: Sequence[str]) -> int:
    """Check the interpreter, then carry out the named command; its exit code."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="口岸申报台 · Portdesk")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, action in COMMANDS.items():
        commands.add_parser(name, help=action.__doc__, add_help=False)
    chosen, rest = parser.parse_known_args(arguments)
    require_python(sys.version_info[:2])
    return COMMANDS[chosen.command](rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
