"""Whatever is typed and wherever the output goes: an exit code of cli.md, one line, never a traceback."""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli import main
from app.cli.output import one_line
from tests.app.cli.conftest import Command
from tests.helpers.files import as_json, as_xml, s01
from tests.scenarios.golden import FOLDER

ROOT = Path(__file__).resolve().parents[3]
S01 = FOLDER / "S01" / "declaration.xml"

COMMANDS = (
    ("check",),
    ("convert",),
    ("convert", str(S01), "--to", "json", "--out"),
    ("submit",),
    ("status",),
    ("receipts",),
    ("outbox",),
    ("refdata", "status"),
    ("refdata", "search", "countries"),
    ("gateway",),
)
# fmt: off
STRANGE = (
    "", " ", "-", "--", "---", "\0", "\udcff", "x" * 5000, "一二三", "a\nb", "\x1b[31m", "%s", "{}", "'; DROP TABLE x",
    "/", ".", "../../etc", "/dev/null", "/dev/zero", "/proc/self/mem", "null", "nan", "inf", "-1", "1e400", "٣",
    "9" * 400, "0001-01-01", "9999-12-31T23:59:59", "2026-02-30", "http://[::1", "http://127.0.0.1:99999", "https://", "ftp://x",
)
OPTIONS = (
    "--json", "--home", "--now", "--lang", "en", "--lang=xx", "--as-of", "--mode", "once", "--facts", "--to", "xml",
    "--out", "--gateway", "--wait", "--reason", "--size", "--scale", "--port", "--pace", "--parent-pid", "--help",
)
# fmt: on
WORDS = st.sampled_from(STRANGE) | st.sampled_from(OPTIONS) | st.text(max_size=6)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(COMMANDS), st.lists(WORDS, min_size=1, max_size=4))
def test_no_mistake_in_the_arguments_ends_in_a_traceback(
    desk_home: Path, command: tuple[str, ...], words: list[str]
) -> None:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(desk_home), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([*command, *words])
        except SystemExit as leaving:  # --help
            code = int(str(leaving.code))
    said = err.getvalue()
    assert code in (0, 1, 2, 3)
    assert "Traceback" not in said
    assert "程序内部出错" not in said and "defect" not in said
    if code == 2:
        assert said.count("\n") >= 1
        assert out.getvalue() == "" or command == ("check",)
    assert "\x1b" not in out.getvalue() + said


def test_what_strangers_wrote_cannot_command_the_terminal() -> None:
    assert one_line("a\r\nb\x1b[2Jc\u202ed") == "a b [2Jc d"


def test_a_defect_is_told_in_one_line_with_its_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: object) -> object:
        raise ZeroDivisionError("张三 310101199001011234")

    monkeypatch.setattr("app.cli.checking.read_file", broken)
    assert main(["check", "a.xml"]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ZeroDivisionError" in said and "test_robust" in said
    assert "3101" not in said
    assert main(["check", "a.xml", "--lang", "en"]) == 3
    assert capsys.readouterr().err.isascii()


def run(arguments: list[str], home: Path, **how: object) -> "subprocess.CompletedProcess[bytes]":
    environment = os.environ | {"PORTDESK_HOME": str(home), "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(command, stdin=subprocess.DEVNULL, env=environment, cwd=ROOT, check=False, **how)  # type: ignore[call-overload, no-any-return]


def test_a_stream_without_chinese_gets_escapes_and_still_json(home: Path, tmp_path: Path) -> None:
    strange = tmp_path / "报文\udcff.xml"
    strange.write_bytes(S01.read_bytes())
    ran = run(["check", str(strange), "--json"], home, capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["files"][0]["file"] == str(strange)
    ran = run(["check", str(strange)], home, capture_output=True)
    assert ran.returncode == 0
    assert ran.stdout.isascii() and ran.stderr == b""


def test_a_reader_that_goes_away_is_no_trouble(home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = run(["refdata", "status"], home, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_trouble(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = run(["refdata", "status"], home, stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 3
    assert ran.stderr.count(b"\n") == 1 and b"Traceback" not in ran.stderr


def test_options_may_stand_before_the_command(command: Command, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert command("--home", other, "--lang", "en", "status").out == "nothing queued\n"
    assert (other / "portdesk.db").exists()


def test_a_home_that_cannot_be_is_trouble(command: Command, tmp_path: Path) -> None:
    file = as_xml(tmp_path / "a.xml", s01("PDR01"))
    for line in (("status",), ("outbox",), ("submit", file)):
        ran = command(*line, "--home", file, "--json")
        assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1), line


def test_a_database_that_is_none_is_left_alone(command: Command, home: Path, tmp_path: Path) -> None:
    (home / "portdesk.db").write_bytes(b"not a database, but somebody's file" * 100)
    ran = command("submit", as_json(tmp_path / "a.json", s01("PDR02")), "--json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert (home / "portdesk.db").read_bytes().startswith(b"not a database")


@pytest.mark.parametrize("folder", ["keys", "gateway"])
def test_a_blocked_folder_in_the_home_is_trouble(
    command: Command, desk_home: Path, tmp_path: Path, folder: str
) -> None:
    (desk_home / folder).write_bytes(b"")
    ran = command("submit", as_json(tmp_path / "a.json", s01("PDR03")), "--json")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
