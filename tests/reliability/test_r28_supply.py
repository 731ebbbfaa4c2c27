"""R-28: what is installed is what was locked, by digest, from wheels, under licences that were read, and is listed.

Known vulnerabilities are looked up on the network (pip-audit); a test stays on this machine, and the row says so.
The controls: a file changed by one byte, a package to be built from source, a licence nobody allowed.
"""

import base64
import hashlib
import json
import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import licences
import pytest
import sbom

from tests.reliability.figures import Figures

ROOT = Path(__file__).resolve().parents[2]
LOCK = licences.LOCK.read_text(encoding="utf-8")
WORDS = {True: "接受", False: "拒绝"}
OURS = {"portdesk", "pip", "setuptools", "wheel"}
pytestmark = [pytest.mark.reliability("R-28"), pytest.mark.slow]


def wheel(folder: Path, words: str) -> Path:
    """Return a whole package of one module."""
    path = folder / "quarry-1.0-py3-none-any.whl"
    info = "quarry-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("quarry.py", words)
        made.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: quarry\nVersion: 1.0\n")
        made.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        digest = base64.urlsafe_b64encode(hashlib.sha256(words.encode()).digest()).rstrip(b"=").decode()
        lines = f"quarry.py,sha256={digest},{len(words)}\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
        made.writestr(f"{info}/RECORD", lines)
    return path


def taken(folder: Path, line: str, *options: str) -> bool:
    """Whether pip would install what a lock's line names from a folder."""
    (folder / "lock").write_text(line)
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "--find-links", str(folder)]
    command += ["--target", str(folder / "into"), "--no-deps", *options, "-r", str(folder / "lock")]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_what_is_installed_is_what_was_locked(figures: Figures, tmp_path: Path) -> None:
    known = sbom.digests(LOCK)
    names = licences.locked_names(LOCK)
    unhashed = [name for name, (_, hashes) in known.items() if not hashes]
    here = {licences.canonical(one.metadata["Name"]): one.version for one in distributions()}
    other = {name: version for name, version in here.items() if name in known and known[name][0] != version}
    packages = list(licences.installed(names))
    shipped = licences.shipped_names()
    bad = licences.refused(packages, shipped)
    listed = sbom.document({one.name: one for one in packages if one.name in shipped}, LOCK)
    sources = [name for name in here if name in known and _was_built(name)]
    strict = ("--require-hashes", "--only-binary", ":all:")
    path = wheel(tmp_path, "ore = 1\n")
    line = f"quarry==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    right = taken(tmp_path, line, *strict)
    wheel(tmp_path, "ore = 2\n")
    changed, careless = taken(tmp_path, line, *strict), taken(tmp_path, "quarry==1.0")
    foreign = licences.refused([licences.Package("x", "1", "GPL-3.0-only", "")], {"x"})
    figures.record(
        "R-28",
        target="全部按哈希锁定，已装与锁定一致，许可证在清单内，SBOM 齐全，不从源码构建；漏洞检查须联网",
        figure=f"{len(names)} 个包全部带哈希，已装版本与锁定不符 {len(other)} 个，许可证不符 {len(bad)} 个，"
        f"SBOM {len(listed['components'])} 项，从源码构建 {len(sources)} 个；pip-audit 须联网查询，测试不出本机，未查",
        control=f"改动一个字节的包：按哈希安装{WORDS[changed]}，不按哈希安装{WORDS[careless]}；"
        f"许可证未列入的包{WORDS[not foreign]}",
        passed=not (unhashed or other or bad or sources)
        and set(names) == set(known)
        and len(json.dumps(listed)) > 1_000
        and {one["name"] for one in listed["components"]} == shipped & here.keys() - OURS
        and right
        and not changed
        and careless
        and bool(foreign),
    )


def _was_built(name: str) -> bool:
    """Whether a package came from source: its installer would have noted a build, or a place instead of the index."""
    found = next(one for one in distributions() if licences.canonical(one.metadata["Name"]) == name)
    direct = found.read_text("direct_url.json")
    return bool(direct and not json.loads(direct).get("archive_info", {}).get("hash", ""))
