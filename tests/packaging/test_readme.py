"""README and GUIDE say what is so: commands, files, facts, behaviours and keys are those of the program."""

import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from app.cli.arguments import parse
from app.gateway.script import Behaviour, read_script
from app.ui.keys.catalogue import ACTIONS
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
KEY = re.compile(r"`((?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9,+↑↓=/'-]|Enter|Tab|Del|F\d+)|F\d+)`")
MEANT = {"Enter": "Return", "↑": "Up", "↓": "Down", "空格": "Space", "PgDn": "PgDown"}


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

QT_OWN = {"Ctrl+C", "Ctrl+V"}
LOOKED_UP = {f"Alt+{number}" for number in range(1, 10)}  # the answers of a look-up, which is no page
ROW = re.compile(r"^\| (.+?) \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
NUMBER = re.compile(r"\.[0-9]+$")


def portable(key: str) -> str:
    """A key of the guide in the words of the catalogue."""
    return "+".join(MEANT.get(part, part) for part in re.split(r"(?<=.)\+", key))


@cache
def bound_keys() -> frozenset[str]:
    """Every key of the catalogue; that each of them does something is tested beside it."""
    return frozenset(key for action in ACTIONS.values() for key in action.usual.split())


def is_bound(key: str) -> bool:
    """Tell whether the program binds a key of the guide."""
    return portable(key) in bound_keys() | QT_OWN | LOOKED_UP


def told_keys() -> set[tuple[str, str]]:
    """What the key tables of the guide say: keys in the words of the catalogue, and what they do."""
    told = set()
    for row in ROW.findall(page("GUIDE.md").split("## 按键表")[-1]):
        for caps, words in (row[:2], row[2:]):
            keys = " ".join(portable(key) for key in re.findall(r"`([^`]+)`", caps))
            told.add((keys, words.rpartition("：")[2].partition("（")[0]))
    return told


def test_every_key_of_the_guide_is_bound() -> None:
    keys = set(KEY.findall(page("GUIDE.md")))
    assert len(keys) > 30
    assert sorted(key for key in keys if not is_bound(key)) == []


def test_every_action_is_told_in_the_guide() -> None:
    told = told_keys()
    named = [action for action in ACTIONS.values() if not NUMBER.search(action.id)]
    assert len(named) > 100
    assert [one.id for one in named if (one.usual, one.title) not in told] == []


def test_a_key_nobody_binds_would_be_found() -> None:
    assert not is_bound("Ctrl+Q")
    assert not is_bound("Ctrl+F11")


def test_every_picture_of_the_guide_is_shown_and_small() -> None:
    shown = set(re.findall(r"!\[[^\]]+\]\(resources/guide/([\w-]+\.png)\)", page("GUIDE.md")))
    stored = {path.name: path.stat().st_size for path in (ROOT / "resources" / "guide").glob("*.png")}
    assert shown == set(stored)
    assert sum(stored.values()) < 3_000_000
