"""Tests of packaging/bootstrap.py: everything that can be decided without really installing."""

import ast
import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("version", [(3, 10), (3, 12), (4, 0)])
def test_other_interpreters_are_refused_with_one_sentence_each(
    version: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ending:
        bootstrap.require_python(version)
    assert ending.value.code == bootstrap.EXIT_USAGE
    chinese, english = capsys.readouterr().err.strip().splitlines()
    found = f"{version[0]}.{version[1]}"
    assert found in chinese and found in english and "3.11" in english


def test_the_supported_interpreter_is_accepted() -> None:
    bootstrap.require_python((3, 11))


def test_it_imports_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "packaging" / "bootstrap.py").read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def test_an_older_python_can_read_it_far_enough_to_refuse() -> None:
    """Syntax of 3.8 at most, so that the sentence and not a SyntaxError is what the user sees."""
    ast.parse((ROOT / "packaging" / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_interpreter_of_the_environment_depends_on_the_platform() -> None:
    venv = Path("/somewhere/.venv")
    assert bootstrap.venv_python(venv, "linux") == venv / "bin" / "python"
    assert bootstrap.venv_python(venv, "win32") == venv / "Scripts" / "python.exe"


def test_the_stamp_changes_with_the_lock_and_with_the_project(tmp_path: Path) -> None:
    lock, project, stamp = tmp_path / "lock", tmp_path / "pyproject.toml", tmp_path / "stamp"
    lock.write_text("a==1\n")
    project.write_text("[project]\n")
    first = bootstrap.wanted_stamp(lock, project)
    assert not bootstrap.is_installed(stamp, first)
    stamp.write_text(first + "\n")
    assert bootstrap.is_installed(stamp, first)
    lock.write_text("a==2\n")
    second = bootstrap.wanted_stamp(lock, project)
    assert not bootstrap.is_installed(stamp, second)
    project.write_text("[project]\nname = 'x'\n")
    assert bootstrap.wanted_stamp(lock, project) != second


def test_missing_libraries_are_read_from_the_answer_of_ldd() -> None:
    answer = (
        "\tlinux-vdso.so.1 (0x00007ffd5d5f2000)\n"
        "\tlibEGL.so.1 => not found\n"
        "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0000000000)\n"
        "\tlibxkbcommon.so.0 => not found\n"
    )
    assert bootstrap.not_found(answer) == ["libEGL.so.1", "libxkbcommon.so.0"]


def test_the_system_packages_named_for_offscreen_work_are_known() -> None:
    """The list measured on a bare Debian 12."""
    needed = {"libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0"}
    assert needed <= set(bootstrap.DEBIAN_LIBRARIES.values())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ldd is asked on Linux only")
def test_this_machine_has_what_the_installed_qt_links_to() -> None:
    binaries = [
        path
        for folder in (Path(entry) for entry in sys.path)
        for name in (*bootstrap.QT_PARTS, bootstrap.QT_OFFSCREEN)
        if (path := folder / "PySide6" / name).exists()
    ]
    assert len(binaries) == len(bootstrap.QT_PARTS) + 1, "Qt's files have moved: the check would look at nothing"
    assert bootstrap.missing_libraries(binaries) == []


def test_without_root_the_exact_command_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit) as ending:
        bootstrap.install_debian(["libegl1", "libgl1"])
    assert ending.value.code == bootstrap.EXIT_ENVIRONMENT
    command = "sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 2 and all(command in line for line in lines)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True), ({"DISPLAY": ""}, False)],
)
def test_a_display_is_recognised(environment: dict[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert bootstrap.has_display() is expected


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that would have been run in the environment."""
    seen: list[tuple[str, ...]] = []

    def record(*arguments: str, extra: dict[str, str] | None = None) -> int:
        seen.append(arguments)
        return 0

    monkeypatch.setattr(bootstrap, "in_venv", record)
    monkeypatch.setattr(bootstrap, "ensure_environment", lambda: None)
    monkeypatch.setattr(bootstrap, "ensure_system", lambda tools: None)
    return seen


def test_run_opens_the_window_where_there_is_a_display(
    calls: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "has_display", lambda: True)
    assert bootstrap.main(["run"]) == 0
    assert calls == [("-m", "app")]


def test_run_without_a_display_walks_the_tour_and_says_where_it_is(
    calls: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "has_display", lambda: False)
    assert bootstrap.main(["run"]) == 0
    assert calls == [("-m", "app", "tour", "--out", str(Path("build") / "tour"))]
    assert "build/tour/" in capsys.readouterr().out


def test_arguments_are_handed_on(calls: list[tuple[str, ...]]) -> None:
    bootstrap.main(["test", "tests/app", "-k", "round trip"])
    assert calls == [("-m", "pytest", "tests/app", "-k", "round trip")]


def test_the_slow_tests_end_with_the_table_and_a_part_of_them_keeps_the_rest_of_it(
    calls: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    bootstrap.main(["test-slow"])
    bootstrap.main(["test-slow", "--row=R-01"])
    tests = ("-m", "pytest", "-m", "slow", "--timeout", "1800")
    table = ("-m", "tests.reliability")
    assert calls == [tests, (*table, "--fresh"), (*tests, "--row=R-01"), table]


def test_check_runs_every_linter_even_after_one_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []

    def fail(*arguments: str, extra: dict[str, str] | None = None) -> int:
        seen.append(arguments)
        return 1

    monkeypatch.setattr(bootstrap, "in_venv", fail)
    monkeypatch.setattr(bootstrap, "ensure_environment", lambda: None)
    assert bootstrap.main(["check"]) == 1
    assert len(seen) == 5


def test_make_help_lists_every_command_with_a_sentence() -> None:
    answer = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in bootstrap.COMMANDS:
        assert any(line.split()[:2] == ["make", name] and len(line.split()) > 2 for line in answer.splitlines()), name
