"""README and GUIDE say what is so: commands, files, facts, behaviours and keys are those of the program."""

import ast
import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from app.cli.arguments import parse
from app.gateway.script import Behaviour, read_script
from forms.facts import FACTS

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "GUIDE.md", "CONTRIBUTING.md")
MADE = ("build/", "dist/", ".venv/")  # what is there only after a command has run
WRITTEN = {"tour.json", "portdesk.db", "keys", "gateway", "logs", "backups"}  # what the program makes itself
TOPS = ("app", "forms", "packaging", "resources", "schemas", "tests")
COMMAND = re.compile(r"^(?:\.venv/bin/)?portdesk( .*)$", re.MULTILINE)
INLINE = re.compile(r"`(?:\.venv/bin/)?portdesk( [^`]*)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
NAMED = re.compile(r"`([\w./-]+\.(?:md|json|toml|py|xml|xsd|lock|csv)|[\w./-]+/)`")
KEY = re.compile(r"`((?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9,+↑↓=-]|Enter|Tab|Del|F\d+)|F\d+)`")
MEANT = {"Enter": "Return", "↑": "Up", "↓": "Down", "Del": "Delete"}


def page(name: str) -> str:
    """The text of a page."""
    return (ROOT / name).read_text("utf-8")


def commands(name: str) -> list[str]:
    """Every ``portdesk …`` of a page, in its blocks and in its sentences."""
    text = page(name)
    found = [*COMMAND.findall(text), *INLINE.findall(text)]
    return [one.split(" #")[0].strip() for one in found if "--help" not in one]


@pytest.mark.parametrize(
    ("name", "command"), [(name, command) for name in ("README.md", "GUIDE.md") for command in commands(name)]
)
def test_every_command_is_one(name: str, command: str) -> None:
    assert callable(parse(shlex.split(command)).run)


@pytest.mark.parametrize("name", PAGES)
def test_every_file_named_exists(name: str) -> None:
    text = page(name)
    named = {*LINK.findall(text), *NAMED.findall(text)}
    assert named
    missing = [one for one in sorted(named) if not one.startswith(MADE) and not known(one)]
    assert missing == []


def known(place: str) -> bool:
    """Tell whether a file or folder is in the repository, from its top, or anywhere where only a name is given."""
    if (ROOT / place).exists() or place.rstrip("/") in WRITTEN:
        return True
    return "/" not in place and any(next((ROOT / top).rglob(place), None) for top in TOPS)


def test_every_file_a_command_reads_exists() -> None:
    words = [word for command in commands("README.md") for word in shlex.split(command)]
    read = [word for word in words if re.search(r"^(resources|tests)/", word)]
    assert read
    assert [one for one in read if not (ROOT / one).exists()] == []


def test_the_facts_are_those_the_rules_know() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| (是或否|数字|日期|年月|规定的代号文字|编号，没有则为 false) \| (.+) \|$",
        page("README.md"),
        re.MULTILINE,
    )
    assert [name for name, _, _ in rows] == list(FACTS)
    for name, kind, meaning in rows:
        assert FACTS[name].kind.value.startswith(kind.partition("，")[0])
        assert FACTS[name].meaning.startswith(meaning)


def test_the_behaviours_are_those_of_the_gateway() -> None:
    rows = re.findall(r"^\| ((?:`\w+`、?)+) \| ", page("README.md").split("可用的行为")[1], re.MULTILINE)
    told = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert told == [behaviour.value for behaviour in Behaviour]


def test_the_script_of_the_example_can_be_read() -> None:
    script = read_script(str(ROOT / "resources" / "samples" / "gateway" / "script.json"))
    assert [sorted(rule.behaviour) for rule in script.rules] == [
        ["reject"],
        ["inspection"],
        ["duplicate", "reorder", "tax"],
    ]


# -- keys ----------------------------------------------------------------------------------------------------------

# Keys whose modifiers are looked at where they are pressed, and the module that does it.
PRESSED = {
    "Shift+Return": "editors/line_field.py",
    "Ctrl+D": "pages/form/row_editors.py",
    "Ctrl+Delete": "pages/form/row_editors.py",
    "Alt+Up": "pages/form/row_editors.py",
    "Alt+Down": "pages/form/row_editors.py",
    "F2": "editors/code_editor.py",
}
QT_OWN = {"Shift+Tab", "Ctrl+A", "Ctrl+C", "Ctrl+V"}
NUMBERED = {f"{held}+{number}" for held in ("Ctrl", "Alt") for number in range(1, 10)}


@cache
def bound_keys() -> frozenset[str]:
    """Every key the user interface binds by name: keys of its tables of acts, and of its shortcuts."""
    found: set[str] = set()
    for path in (ROOT / "app" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Dict):
                named = [key for key in node.keys if key is not None]
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QKeySequence":
                named = node.args
            elif isinstance(node, ast.Subscript):
                named = [node.slice]
            else:
                continue
            found |= {one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return frozenset(found)


def is_bound(key: str) -> bool:
    """Tell whether the program binds a key of the guide."""
    name = "+".join(MEANT.get(part, part) for part in re.split(r"(?<=.)\+", key))
    if name in PRESSED:
        last = name.rpartition("+")[2]
        return f"Key_{last}" in (ROOT / "app" / "ui" / PRESSED[name]).read_text("utf-8")
    return name in bound_keys() or name in QT_OWN | NUMBERED


def test_every_key_of_the_guide_is_bound() -> None:
    keys = set(KEY.findall(page("GUIDE.md")))
    assert len(keys) > 30
    assert sorted(key for key in keys if not is_bound(key)) == []


def test_a_key_nobody_binds_would_be_found() -> None:
    assert not is_bound("Ctrl+Q")
    assert not is_bound("Ctrl+F11")


def test_every_picture_of_the_guide_is_shown_and_small() -> None:
    shown = set(re.findall(r"!\[[^\]]+\]\(resources/guide/([\w-]+\.png)\)", page("GUIDE.md")))
    stored = {path.name: path.stat().st_size for path in (ROOT / "resources" / "guide").glob("*.png")}
    assert shown == set(stored)
    assert sum(stored.values()) < 3_000_000
