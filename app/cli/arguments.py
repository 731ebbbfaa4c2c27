"""The grammar of the command line; the commands themselves are imported only when one is called."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from app.cli.inputs import read_day, read_moment
from app.cli.outcome import Exit, Refused


class _Parser(argparse.ArgumentParser):
    """argparse that answers wrong usage with one line, in Chinese or English, instead of a page."""

    def error(self, message: str) -> NoReturn:
        chinese = f"用法有误：{_chinese(message)}（{self.prog} --help 查看用法）"
        raise Refused(Exit.USAGE, chinese, f"wrong usage: {message} (see {self.prog} --help)")


def parse(argv: list[str]) -> argparse.Namespace:
    """Return the parsed arguments with ``run`` set to the command's function; raises Refused on wrong usage."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    for name in ("file", "id", "table", "text"):
        if getattr(arguments, name, None) == []:  # argparse drops a value that is itself "--"
            parser.error(f"the following arguments are required: {name.upper()}")
    return arguments


def wants_english(argv: Sequence[str]) -> bool:
    """Tell the language of a command line that may be too wrong to be parsed."""
    asked = [second for first, second in pairwise(argv) if first == "--lang"]
    asked += [word.removeprefix("--lang=") for word in argv if word.startswith("--lang=")]
    return asked[-1:] == ["en"]


def _common() -> _Parser:
    """Return the options every command takes, anew each time: set_defaults() of one parser writes into shared ones."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--home", type=_path, metavar="DIR", help="数据文件夹，默认取 PORTDESK_HOME 或用户数据目录")
    common.add_argument("--now", type=_moment, metavar="TIMESTAMP", help="以此刻为当前时间，默认取 PORTDESK_NOW")
    common.add_argument("--lang", choices=("zh", "en"), help="输出语言，默认 zh")
    return common


def _parser() -> _Parser:
    parser = _Parser(prog="portdesk", description="口岸申报台：不带子命令则打开窗口", parents=[_common()])
    parser.set_defaults(run=_later("window", "open_window"), home=None, now=None, lang="zh")
    commands = parser.add_subparsers(title="子命令", metavar="COMMAND")

    def add(name: str, help_text: str, module: str, function: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_text, description=help_text, parents=[_common()])
        made.set_defaults(run=_later(module, function))
        return made

    _add_checking(add)
    _add_sending(add)
    _add_tools(add)
    _add_nested(commands)
    return parser


_Add = Callable[[str, str, str, str], argparse.ArgumentParser]


def _add_checking(add: _Add) -> None:
    check = add("check", "检查报文、压缩包或草稿：格式和规则", "checking", "run_check")
    check.add_argument("files", nargs="+", type=_path, metavar="FILE")
    check.add_argument("--as-of", type=_day, metavar="DATE", help="以此日为申报日")
    check.add_argument("--mode", choices=("once", "advance", "summary", "complete"), help="申报方式")
    check.add_argument("--facts", type=_path, metavar="FACTS.json", help="报文不带的事实")
    check.add_argument("--json", action="store_true")
    convert = add("convert", "在 xml、json、pdf 之间转换", "converting", "run_convert")
    convert.add_argument("file", type=_path, metavar="FILE")
    convert.add_argument("--to", choices=("xml", "json", "pdf"), required=True)
    convert.add_argument("--out", type=_path, required=True, metavar="OUT")


def _add_sending(add: _Add) -> None:
    submit = add("submit", "检查、签名、排队并尝试发送", "sending", "run_submit")
    submit.add_argument("files", nargs="+", type=_path, metavar="FILE")
    submit.add_argument("--reason", default="", type=_text, metavar="TEXT", help="对留意项的统一说明")
    submit.add_argument("--mode", choices=("once", "advance", "summary", "complete"), help="申报方式")
    submit.add_argument("--facts", type=_path, metavar="FACTS.json", help="报文不带的事实")
    outbox = add("outbox", "待发队列；--drain 发送、核实并收回执直到终态", "sending", "run_outbox")
    outbox.add_argument("--drain", action="store_true")
    for one in (submit, outbox):
        one.add_argument("--gateway", metavar="URL", help="单一窗口网关地址，默认用内置模拟网关")
        one.add_argument("--wait", type=_seconds, metavar="SECONDS", help="最多等到终态的秒数")
        one.add_argument("--json", action="store_true")
    status = add("status", "各票所处状态", "sending", "run_status")
    status.add_argument("ids", nargs="*", type=_text, metavar="ID")
    status.add_argument("--json", action="store_true")
    receipts = add("receipts", "一票的回执，按时间排列", "sending", "run_receipts")
    receipts.add_argument("id", type=_text, metavar="ID")
    receipts.add_argument("--json", action="store_true")


def _add_tools(add: _Add) -> None:
    doctor = add("doctor", "自检", "doctor", "run_doctor")
    doctor.add_argument("--json", action="store_true")
    tour = add("tour", "不用屏幕走一遍主要流程并截图", "window", "run_tour")
    tour.add_argument("--out", type=_path, required=True, metavar="DIR")
    tour.add_argument("--theme", choices=("light", "dark"), default="light")
    tour.add_argument("--size", type=_size, default=(1440, 900), metavar="WxH")
    tour.add_argument("--scale", type=_scale, default=1.0, metavar="N")


def _add_nested(commands: Any) -> None:
    gateway = commands.add_parser("gateway", help="模拟的国际贸易单一窗口", parents=[_common()])
    serve = gateway.add_subparsers(required=True, metavar="serve").add_parser("serve", parents=[_common()])
    serve.set_defaults(run=_later("gateway", "run_serve"))
    serve.add_argument("--port", type=_port, default=0)
    serve.add_argument("--data", type=_path, metavar="DIR")
    serve.add_argument("--profile", choices=("idempotent", "query", "bare"), default="idempotent")
    serve.add_argument("--script", type=_path, metavar="FILE")
    serve.add_argument("--tls", action="store_true")
    serve.add_argument("--pace", type=_seconds, metavar="SECONDS", help="每阶段秒数")
    serve.add_argument(
        "--parent-pid", type=_process, help=argparse.SUPPRESS
    )  # the program that started it; it ends with it
    refdata = commands.add_parser("refdata", help="代码表", parents=[_common()])
    inner = refdata.add_subparsers(required=True, metavar="status|search")
    shown = inner.add_parser("status", help="已装代码表及截至日期", parents=[_common()])
    shown.set_defaults(run=_later("refdata", "run_status"))
    search = inner.add_parser("search", help="按代码、名称、拼音查代码", parents=[_common()])
    search.set_defaults(run=_later("refdata", "run_search"))
    search.add_argument("table", type=_text, metavar="TABLE")
    search.add_argument("text", type=_text, metavar="TEXT")
    for one in (shown, search):
        one.add_argument("--json", action="store_true")


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        return int(getattr(import_module(f"app.cli.{module}"), function)(arguments))

    return run


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError(f"{text!r} is no path")
    return Path(text)


def _text(text: str) -> str:
    if any("\ud800" <= sign <= "\udfff" for sign in text) or "\0" in text:
        raise argparse.ArgumentTypeError(f"{text!r} is no text")
    return text


def _moment(text: str) -> datetime:
    try:
        return read_moment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no time, write it like 2026-03-02T09:30:00") from None


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date, write it like 2026-03-02") from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds up to a day")
    return seconds


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:6]) <= 65_535):
        raise argparse.ArgumentTypeError(f"{text} is no port from 0 to 65535")
    return int(text)


def _process(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise argparse.ArgumentTypeError(f"{text} is no process")
    return int(text)


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{3,4})x([0-9]{3,4})", text.lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is no window size, write it like 1440x900")
    return int(found[1]), int(found[2])


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.5 <= scale <= 4:
        raise argparse.ArgumentTypeError(f"{text} is no scale from 0.5 to 4")
    return scale


_WORDS = (
    ("the following arguments are required: ", "缺少 "),
    ("unrecognized arguments: ", "不认识 "),
    ("invalid choice: ", "不能是 "),
    ("expected one argument", "后面要有一个值"),
    ("expected at least one argument", "后面至少要有一个值"),
    ("argument ", ""),
    ("(choose from ", "（可选 "),
    ("ambiguous option: ", "选项不明确："),
    (" could match ", " 可能是 "),
    (" is no path", " 不是路径"),
    (" is no text", " 不是文字"),
    (" is no time, write it like ", " 不是时间，应如 "),
    (" is no date, write it like ", " 不是日期，应如 "),
    (" is no number of seconds up to a day", " 不是秒数，应在 0 到 86400 之间"),
    (" is no port from 0 to 65535", " 不是端口，应在 0 到 65535 之间"),
    (" is no process", " 不是进程号"),
    (" is no window size, write it like ", " 不是窗口大小，应如 "),
    (" is no scale from 0.5 to 4", " 不是缩放倍数，应在 0.5 到 4 之间"),
)


def _chinese(message: str) -> str:
    for english, chinese in _WORDS:
        message = message.replace(english, chinese)
    return message
