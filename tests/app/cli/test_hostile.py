"""Every attack of tests/app/wire through the real program: exit 2, one sentence, within a second and 200 MB."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.cli.conftest import Command
from tests.app.wire.test_hostile import ATTACKS

ROOT = Path(__file__).resolve().parents[3]
# One child for all, because loading the program takes longer than most attacks; its memory is the worst of them.
VICTIM = """
import contextlib, io, json, sys, time
from pathlib import Path
from app.cli import main
for path in sys.argv[1:]:
    out, err = io.StringIO(), io.StringIO()
    began = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["check", path, "--json"])
    spent = time.process_time() - began
    highest = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps([Path(path).stem, code, out.getvalue(), err.getvalue(), spent, int(highest.split()[1])]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measures memory by /proc")
def test_no_attack_costs_more_than_a_second_and_200_megabytes(tmp_path: Path) -> None:
    files = []
    for number, (make, _) in enumerate(ATTACKS.values()):
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(make())
    ran = subprocess.run(
        [sys.executable, "-c", VICTIM, *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=100,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert ran.stderr == ""
    reports = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(reports) == len(ATTACKS)
    for (name, (_, word)), (number, code, out, err, seconds, kilobytes) in zip(ATTACKS.items(), reports, strict=True):
        assert code == 2, name
        assert json.loads(out)["files"] == [], name
        assert err.count("\n") == 1 and word in err, name
        assert f"{number}.xml：" in err, name
        assert seconds < 1.5, f"{name} took {seconds:.1f} s"  # a second on an idle machine, and some air
        assert kilobytes < 200 * 1024, f"{name} brought it to {kilobytes // 1024} MB"


@pytest.mark.parametrize("attack", ["external entity", "entity bomb", "truncated", "an image", "wrong namespace"])
def test_every_command_that_reads_refuses_alike(command: Command, desk_home: Path, tmp_path: Path, attack: str) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(ATTACKS[attack][0]())
    out = tmp_path / "b.json"
    for line in (("check", file), ("convert", file, "--to", "json", "--out", out), ("submit", file, "--json")):
        for language in ("zh", "en"):
            ran = command(*line, "--lang", language)
            assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
            assert str(file) in ran.err
            assert ran.err.isascii() == (language == "en")
    assert not out.exists()
    assert command("status", "--json").submissions == []


def test_a_pipe_that_never_ends_is_cut_off(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [sys.executable, "-m", "app", "check", str(pipe)], stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as reader:
        with pytest.raises(BrokenPipeError), pipe.open("wb", buffering=0) as endless:
            while True:
                endless.write(b"<a>" * 20_000)
        _, said = reader.communicate(timeout=60)
    assert reader.returncode == 2
    assert said.count("\n") == 1 and str(pipe) in said


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_is_no_file(command: Command) -> None:
    for line in (("check", "/dev/zero"), ("check", "absent.xml", "--facts", "/dev/zero")):
        ran = command(*line)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
