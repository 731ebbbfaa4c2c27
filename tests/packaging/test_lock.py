"""Tests of packaging/requirements.lock: every package pinned, hashed and within the ranges of pyproject.toml."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
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


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports, lazily or not."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_the_program_imports_only_what_it_declares() -> None:
    """A package that only a developer's tool brings along would be missing on a user's machine."""
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    owners = packages_distributions()
    foreign = {
        name: str(path.relative_to(ROOT))
        for folder in ("app", "forms", "migrations")
        for path in (ROOT / folder).rglob("*.py")
        for name in imported(path) - sys.stdlib_module_names - {"app", "forms", "schemas"}
    }
    assert {"pydantic", "lxml"} <= set(foreign)
    undeclared = {
        name: where
        for name, where in foreign.items()
        if not declared & set(map(canonicalize_name, owners.get(name, [])))
    }
    assert undeclared == {}
