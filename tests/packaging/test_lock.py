"""Tests of packaging/requirements.lock: every package pinned, hashed and within the ranges of pyproject.toml."""

import re
import tomllib
from pathlib import Path

import licences
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
with (ROOT / "pyproject.toml").open("rb") as handle:
    PROJECT = tomllib.load(handle)
WANTED = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
PINS = dict(re.findall(r"^([a-z0-9._-]+)==([^ \\\n]+)", LOCK, flags=re.MULTILINE))


def test_every_package_is_pinned_and_hashed() -> None:
    entries = [entry for entry in re.split(r"\n(?=[a-z0-9])", LOCK.strip()) if entry]
    assert len(entries) == len(licences.locked_names(LOCK)) >= len(PINS)
    unhashed = [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry]
    assert unhashed == []


def test_nothing_but_the_public_index_is_named() -> None:
    assert not re.search(r"https?://|--index|--find-links|@ file", LOCK)


@pytest.mark.parametrize("line", WANTED)
def test_the_lock_meets_what_the_project_asks_for(line: str) -> None:
    requirement = Requirement(line)
    assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)])
    assert requirement.specifier, "a range is asked for, not any version"


def test_qt_is_below_the_version_that_aborts_on_this_python() -> None:
    for name in ("pyside6-essentials", "shiboken6"):
        assert PINS[name].startswith("6.11.")


def test_names_are_read_from_the_lock() -> None:
    assert licences.locked_names("lxml==6.1.3 \\\n    --hash=sha256:0\n# via x\nzipp==4 ; sys_platform == 'x'\n") == [
        "lxml",
        "zipp",
    ]
