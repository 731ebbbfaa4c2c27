"""Help and wrong usage speak the language asked for, wholly, and every argument says what it is."""

import re

import pytest

from app.cli import main

COMMANDS = (
    "",
    "check",
    "tax",
    "convert",
    "submit",
    "outbox",
    "status",
    "receipts",
    "doctor",
    "tour",
    "gateway",
    "gateway serve",
    "refdata",
    "refdata status",
    "refdata search",
)
HAN = re.compile("[\u4e00-\u9fff]")


def help_of(command: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), *more, "--help"])
    assert left.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_chinese_and_free_of_argparses_english(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = help_of(command, capsys)
    assert said.startswith(f"用法：portdesk {command}".rstrip())
    assert not re.search(r"usage|options|arguments|show this|·", said)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_english_where_asked_for(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = help_of(command, capsys, "--lang", "en")
    assert said.startswith(f"usage: portdesk {command}".rstrip())
    assert not HAN.search(said)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_says_what_it_is(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = help_of(command, capsys).partition("选项")[2].splitlines()
    told = [line for line in lines if re.match(r"  (-h, )?--", line)]
    assert told
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line in told:
            assert HAN.search(line) or HAN.search(following), line


def test_wrong_usage_names_the_choices_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "a.xml", "--to", "doc", "--out", "b"]) == 2
    told = capsys.readouterr().err
    assert told == "用法有误：--to: 不能是 'doc'，可选 'xml', 'json', 'pdf'（portdesk convert --help 查看用法）\n"


def test_wrong_usage_is_english_where_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "nothing"]) == 2
    assert not HAN.search(capsys.readouterr().err)
