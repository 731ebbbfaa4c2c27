"""argparse in the language asked for: help in Chinese or English, wrong usage as one line; it knows no command."""

import argparse
import re
from collections.abc import Iterable
from functools import partial
from typing import Any, NoReturn

from app.cli.outcome import Exit, Refused

_TITLES = {"positional arguments": "参数", "options": "选项", "subcommands": "子命令"}


class Parser(argparse.ArgumentParser):
    """Every help text is written ``中文 · English``; ``english`` chooses the half that is shown."""

    def __init__(self, *, english: bool = False, add_help: bool = True, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=partial(_Formatter, english=english), **options)
        if add_help:
            self.add_argument("-h", "--help", action="help", help="显示本帮助 · show this help")

    def error(self, message: str) -> NoReturn:
        chinese = f"用法有误：{_chinese(message)}（{self.prog} --help 查看用法）"
        raise Refused(Exit.USAGE, chinese, f"wrong usage: {message} (see {self.prog} --help)")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, *, english: bool) -> None:
        super().__init__(prog, max_help_position=30)
        self._english = english

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(
            usage, actions, groups, ("usage: " if self._english else "用法：") if prefix is None else prefix
        )

    def start_section(self, heading: str | None) -> None:
        super().start_section(heading if self._english else _TITLES.get(heading or "", heading))

    def add_text(self, text: str | None) -> None:
        super().add_text(self._half(text) if text else text)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return self._half(action.help) if action.help else action.help

    def _half(self, text: str) -> str:
        chinese, _, english = text.partition(" · ")
        return (english if self._english else chinese) or text


_WORDS = (
    ("the following arguments are required: ", "缺少 "),
    ("unrecognized arguments: ", "不认识 "),
    ("invalid choice: ", "不能是 "),
    ("expected one argument", "后面要有一个值"),
    ("expected at least one argument", "后面至少要有一个值"),
    ("argument ", ""),
    ("ambiguous option: ", "选项不明确："),
    (" could match ", " 可能是 "),
    (" is no path", " 不是路径"),
    (" is no text", " 不是文字"),
    (" names no column, write it like ", " 没有说明是哪一列，应如 "),
    (" is no time, write it like ", " 不是时间，应如 "),
    (" is no date, write it like ", " 不是日期，应如 "),
    (" is no number of seconds up to a day", " 不是秒数，应在 0 到 86400 之间"),
    (" is no port from 0 to 65535", " 不是端口，应在 0 到 65535 之间"),
    (" is no number of days from 1 to 365", " 不是天数，应在 1 到 365 之间"),
    (" is no process", " 不是进程号"),
    (" is no window size, write it like ", " 不是窗口大小，应如 "),
    (" is no scale from 0.5 to 4", " 不是缩放倍数，应在 0.5 到 4 之间"),
)


def _chinese(message: str) -> str:
    for english, chinese in _WORDS:
        message = message.replace(english, chinese)
    message = message.removeprefix("COMMAND: ")
    return re.sub(r" \(choose from (.*)\)$", r"，可选 \1", message, flags=re.DOTALL)
