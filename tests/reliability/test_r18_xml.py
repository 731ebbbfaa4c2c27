"""R-18: XML from strangers is read or refused with a code, quickly, in little memory, and reaches no file and no port.

The control reads the same attacks with a parser that trusts them: it must be seen to open the file.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import forms
from app.wire.xml import write
from tests.helpers.bureau import coal
from tests.reliability.figures import Figures
from tests.reliability.watched import watched
from tests.reliability.xml_attacks import attacks, broken

ROOT = Path(__file__).resolve().parents[2]
SECRET = "CANARY-ca83f0"
FUZZED = 10_000
pytestmark = [
    pytest.mark.reliability("R-18"),
    pytest.mark.skipif(sys.platform != "linux", reason="watches files by inotify"),
]


@dataclass
class Run:
    """How a batch of files ended."""

    ends: list[tuple[str, str, str, float]]
    megabytes: float
    opened: int
    words: str

    def count(self, kind: str) -> int:
        return sum(end[1] == kind for end in self.ends)

    @property
    def uncoded(self) -> list[tuple[str, str, str, float]]:
        return [end for end in self.ends if end[1] == "refused" and not end[2].startswith("E-XML-")]

    @property
    def slowest(self) -> float:
        return max(end[3] for end in self.ends)


def read_all(folder: Path, files: dict[str, bytes], how: str) -> Run:
    """Read files in a process of its own."""
    store = folder / how
    store.mkdir()
    paths = [store / f"{number:05}.xml" for number in range(len(files))]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    (folder / "orders").write_text("\n".join(map(str, paths)), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "tests.reliability.reading_xml", str(folder / "orders"), how],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        timeout=600,
    )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0 or how == "careless", ran.stderr[-2000:]
    memory: list[str] = lines.pop() if lines and lines[-1][1] == "memory" else ["", "memory", "0", "0"]
    ends = [(str(a), str(b), str(c), float(d)) for a, b, c, d in lines]
    return Run(ends, int(memory[2]) / 1024, int(float(memory[3])), ran.stdout + ran.stderr)


def check(figures: Figures, tmp_path: Path, fuzzed: int) -> None:
    form = forms.load("import")
    good = write(form, coal())
    with watched(tmp_path, SECRET) as trap:
        corpus = attacks(str(trap.file), f"http://127.0.0.1:{trap.port}/x")
        spoilt = {f"spoilt {number}": one for number, one in enumerate(broken(good, fuzzed, seed=18))}
        run = read_all(tmp_path, {"good": good, **corpus, **spoilt}, "careful")
        reached = trap.touched()
        trusting = {name: one for name, one in corpus.items() if "file" in name or "xinclude" in name}
        control = read_all(tmp_path, {"good": good, **trusting}, "careless")
        reached_by_control = trap.touched()
    figures.record(
        "R-18",
        figure=f"{fuzzed} 份畸形 + {len(corpus)} 种攻击：读入 {run.count('read')}、带编号拒绝 {run.count('refused')}、"
        f"崩溃 {run.count('crashed')}；打开文件或连接 {reached + run.opened} 次；最慢 {run.slowest:.2f} 秒，"
        f"内存 {run.megabytes:.0f} MB",
        control=f"信任输入的解析器打开了机密文件 {reached_by_control} 次",
        passed=len(run.ends) == fuzzed + len(corpus) + 1
        and run.count("crashed") == 0
        and not run.uncoded
        and run.ends[0][1] == "read"
        and reached + run.opened == 0
        and SECRET not in run.words
        and run.slowest < 1.0
        and run.megabytes < 200
        and reached_by_control > 0
        and len(control.ends) > 0,
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_thousand_broken_messages_and_every_attack(figures: Figures, tmp_path: Path) -> None:
    check(figures, tmp_path, FUZZED)
