"""The grammar of the command line; the commands themselves are imported only when one is called."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.cli.inputs import read_day, read_moment
from app.cli.parser import Parser


def parse(argv: list[str]) -> argparse.Namespace:
    """Return the parsed arguments with ``run`` set to the command's function; raises Refused on wrong usage."""
    parser = _parser(wants_english(argv))
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


def _common() -> Parser:
    """Return the options every command takes, anew each time: set_defaults() of one parser writes into shared ones."""
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    home = "数据文件夹，默认取 PORTDESK_HOME 或用户数据目录 · data folder; PORTDESK_HOME or the user's by default"
    common.add_argument("--home", type=_path, metavar="DIR", help=home)
    now = "以此刻为当前时间，默认取 PORTDESK_NOW · take this for the present time; PORTDESK_NOW by default"
    common.add_argument("--now", type=_moment, metavar="TIMESTAMP", help=now)
    common.add_argument("--lang", choices=("zh", "en"), help="输出语言，默认 zh · language, zh by default")
    return common


@cache
def _parser(english: bool) -> Parser:
    description = "口岸申报台，不带子命令则打开窗口 · Portdesk; opens the window where no command is given"
    parser = Parser(prog="portdesk", description=description, parents=[_common()], english=english)
    parser.set_defaults(run=_later("window", "open_window"), home=None, now=None, lang="zh")
    commands = parser.add_subparsers(title="subcommands", metavar="COMMAND")

    def add(to: Any, name: str, words: str, module: str, function: str) -> Parser:
        made: Parser = to.add_parser(name, help=words, description=words, parents=[_common()], english=english)
        made.set_defaults(run=_later(module, function))
        return made

    def group(name: str, words: str, choices: str) -> Any:
        made = commands.add_parser(name, help=words, description=words, parents=[_common()], english=english)
        return made.add_subparsers(required=True, title="subcommands", metavar=choices)

    _add_checking(partial(add, commands))
    _add_tax(partial(add, commands))
    _add_sending(partial(add, commands))
    _add_tools(partial(add, commands))
    _add_gateway(partial(add, group("gateway", "模拟的国际贸易单一窗口 · the mocked Single Window", "serve|pins")))
    _add_tables(partial(add, group("refdata", "代码表 · code tables", "status|search|import|undo")))
    _add_border_trade(partial(add, group("border-trade", "边民互市 · border residents' trade", "allocate")))
    _add_residents(partial(add, group("residents", "边民名册 · the register of residents", "import")))
    _add_backup(partial(add, group("backup", "备份与恢复 · backup and restore", "create|verify|restore|export|rescue")))
    _add_keys(partial(add, group("keys", "数据密钥：打开数据的方式 · the ways to open the data", "list|passphrase|…")))
    return parser


_Add = Callable[[str, str, str, str], Parser]
_FILES = "报文 .xml、压缩包 .zip 或草稿 .json · message .xml, .zip, or draft .json"
_JSON = "只输出一个 JSON 文档 · print one JSON document"


def _add_checking(add: _Add) -> None:
    check = add("check", "检查报文、压缩包或草稿 · check messages, zips or drafts", "checking", "run_check")
    check.add_argument("files", nargs="+", type=_path, metavar="FILE", help=_FILES)
    day = "以此日为申报日，如 2026-03-02 · take this for the day of filing"
    check.add_argument("--as-of", type=_day, metavar="DATE", help=day)
    _add_about(check)
    check.add_argument("--json", action="store_true", help=_JSON)
    convert = add("convert", "在 xml、json、pdf 之间转换 · between xml, json and pdf", "converting", "run_convert")
    convert.add_argument("file", type=_path, metavar="FILE", help=_FILES)
    convert.add_argument("--to", choices=("xml", "json", "pdf"), required=True, help="转成什么 · the format wanted")
    convert.add_argument("--out", type=_path, required=True, metavar="OUT", help="写到哪个文件 · the file to write")


def _add_tax(add: _Add) -> None:
    tax = add("tax", "税费：计税价格、关税、消费税、增值税、滞报金、滞纳金 · taxes and fees", "tax", "run_tax")
    tax.add_argument("file", type=_path, metavar="FILE", help=_FILES)
    rates = "本次使用的汇率和税率，代替已装的表 · rates of this run, in the place of the installed tables"
    tax.add_argument("--rates", type=_path, metavar="RATES.json", help=rates)
    accepted = "海关接受申报之日，默认今天 · day customs accepts it, today by default"
    tax.add_argument("--accepted", type=_day, metavar="DATE", help=accepted)
    entered = "运输工具申报进境之日 · day the means of transport is declared as entering"
    tax.add_argument("--entered", type=_day, metavar="DATE", help=entered)
    tax.add_argument("--paid", type=_day, metavar="DATE", help="缴款之日 · day of payment")
    tax.add_argument("--json", action="store_true", help=_JSON)


def _add_about(command: Parser) -> None:
    """Add what a message does not say about itself."""
    modes = "申报方式：一次、提前、概要、完整 · filing mode"
    command.add_argument("--mode", choices=("once", "advance", "summary", "complete"), help=modes)
    facts = "报文不带的事实，一个 JSON 对象 · facts no message carries, one JSON object"
    command.add_argument("--facts", type=_path, metavar="FACTS.json", help=facts)


def _add_sending(add: _Add) -> None:
    submit = add("submit", "检查、签名、排队并尝试发送 · check, sign, queue and try to send", "sending", "run_submit")
    submit.add_argument("files", nargs="+", type=_path, metavar="FILE", help=_FILES)
    reason = "对留意项的统一说明 · what to say about the warnings"
    submit.add_argument("--reason", default="", type=_text, metavar="TEXT", help=reason)
    _add_about(submit)
    outbox = add("outbox", "发送队列 · what waits to be sent", "sending", "run_outbox")
    drain = "发送、核实并收回执，直到终态 · send, ask and collect receipts until all is final"
    outbox.add_argument("--drain", action="store_true", help=drain)
    rely = "网关属于哪类，auto 为听它自己说 · what to rely on of the gateway; auto: what it says"
    outbox.add_argument("--rely", choices=("auto", "idempotent", "query", "bare"), help=rely)
    quiet = "与 --rely 同用：核实前的静默秒数，默认 600 · with --rely: seconds of quiet before asking"
    outbox.add_argument("--quiet", type=_seconds, metavar="SECONDS", help=quiet)
    days = "与 --rely 同用：网关保留报文编号的天数，默认 14 · with --rely: days it keeps keys"
    outbox.add_argument("--keeps", type=_days, metavar="DAYS", help=days)
    stopped = outbox.add_mutually_exclusive_group()
    stopped.add_argument("--pause", action="store_true", help="暂停发送，核实和收回执照常 · send nothing until resumed")
    stopped.add_argument("--resume", action="store_true", help="继续发送 · send again")
    for one in (submit, outbox):
        url = "网关地址，默认取设置里的，未设则用内置模拟网关 · gateway; the one set, or the built-in one, by default"
        one.add_argument("--gateway", metavar="URL", help=url)
        known = "网关的证书文件夹，默认取 PORTDESK_TRUST · folder of ca, client, receipts .pem and pins.txt"
        one.add_argument("--trust", type=_path, metavar="DIR", help=known)
        wait = "最多等到终态的秒数 · longest wait for the final state"
        one.add_argument("--wait", type=_seconds, metavar="SECONDS", help=wait)
        one.add_argument("--json", action="store_true", help=_JSON)
    number = "客户端编号、统一编号、海关编号或 id · ClientSeqNo, SeqNo, EntryId or id"
    status = add("status", "各票所处状态 · where each declaration stands", "sending", "run_status")
    status.add_argument("ids", nargs="*", type=_text, metavar="ID", help=number)
    receipts = add("receipts", "一票的回执，按时间排列 · one declaration's receipts", "sending", "run_receipts")
    receipts.add_argument("id", type=_text, metavar="ID", help=number)
    for one in (status, receipts):
        one.add_argument("--json", action="store_true", help=_JSON)


def _add_tools(add: _Add) -> None:
    doctor = add("doctor", "自检 · self-check", "doctor", "run_doctor")
    doctor.add_argument("--json", action="store_true", help=_JSON)
    tour = add("tour", "不用屏幕走一遍主要流程并截图 · drive the window without a screen", "window", "run_tour")
    out = "图片、PDF 和 tour.json 的文件夹 · folder for pictures, PDF and tour.json"
    tour.add_argument("--out", type=_path, required=True, metavar="DIR", help=out)
    tour.add_argument("--theme", choices=("light", "dark"), default="light", help="浅色或深色 · light or dark")
    size = "窗口大小，默认 1440x900 · size of the window"
    tour.add_argument("--size", type=_size, default=(1440, 900), metavar="WxH", help=size)
    tour.add_argument("--scale", type=_scale, default=1.0, metavar="N", help="屏幕缩放，0.5 到 4 · screen scale")


def _add_gateway(add: _Add) -> None:
    serve = add("serve", "在 127.0.0.1 上运行，Ctrl+C 停止 · run on 127.0.0.1 until Ctrl+C", "gateway", "run_serve")
    serve.add_argument("--port", type=_port, default=0, help="端口，0 为任取空闲端口 · port, 0 for any free one")
    data = "网关自己的数据文件夹 · the gateway's own data folder"
    serve.add_argument("--data", type=_path, metavar="DIR", help=data)
    profile = "重复报文的处理方式 · what it does with repeated messages"
    serve.add_argument("--profile", choices=("idempotent", "query", "bare"), default="idempotent", help=profile)
    script = "剧本 JSON 文件，或 first-letter · a script, or first-letter"
    serve.add_argument("--script", type=_path, metavar="FILE", help=script)
    serve.add_argument("--tls", action="store_true", help="用演示证书开 https · https with a demo certificate")
    mutual = "同 --tls，并要求客户端证书 · https that demands a certificate of the caller"
    serve.add_argument("--mutual", action="store_true", help=mutual)
    pace = "每阶段秒数，默认 2 · seconds per stage, 2 by default"
    serve.add_argument("--pace", type=_seconds, metavar="SECONDS", help=pace)
    serve.add_argument(
        "--parent-pid", type=_process, help=argparse.SUPPRESS
    )  # the program that started it; it ends with it
    words = "登记网关签名的公钥指纹更新 · take a signed update of the gateway's public keys"
    told = "网关发来的更新文件 pins.json · the file the gateway sent"
    add("pins", words, "pins", "run_pins").add_argument("file", type=_path, metavar="FILE", help=told)


def _add_tables(add: _Add) -> None:
    shown = add("status", "已装代码表及截至日期 · which tables, from when", "refdata", "run_status")
    search = add("search", "按代码、名称、拼音查代码 · look-up by code, name or pinyin", "refdata", "run_search")
    which = "表名，见 refdata status；all 为全部 · see refdata status; all: every table"
    search.add_argument("table", type=_text, metavar="TABLE", help=which)
    search.add_argument("text", type=_text, metavar="TEXT", help="代码、名称、拼音或首字母 · code, name or pinyin")
    taken = add("import", "导入官方代码表 · import official tables", "refdata", "run_import")
    what = "csv、xlsx，或装着它们的文件夹、zip · csv, xlsx, or a folder or zip of them"
    taken.add_argument("path", type=_path, metavar="PATH", help=what)
    day = "这些表截至哪一天 · the day the tables were true"
    taken.add_argument("--as-of", type=_day, metavar="DATE", help=day)
    taken.add_argument("--dry-run", action="store_true", help="只报告会有哪些变化 · only tell what would change")
    taken.add_argument("--table", default="", type=_text, metavar="TABLE", help="是哪张表 · which table it is")
    mapped = "某列是什么，如 商品代码=code，下次记得 · what a column is; remembered"
    taken.add_argument("--map", action="append", type=_column, metavar="TITLE=COLUMN", help=mapped)
    taken.add_argument("--source", default="", type=_text, metavar="TEXT", help="表的出处 · where it comes from")
    taken.add_argument("--complete", action="store_true", help="表里是全部代码 · it holds every official code")
    extent = taken.add_mutually_exclusive_group()
    extent.add_argument("--whole", action="store_true", help="整表更新，未列出的停用 · what is not listed has ended")
    extent.add_argument("--supplement", action="store_true", help="补充，未列出的不动 · what is not listed stays")
    undone = add("undo", "撤回最近一次导入 · take the last import back", "refdata", "run_undo")
    for one in (shown, search, taken, undone):
        one.add_argument("--json", action="store_true", help=_JSON)


def _add_border_trade(add: _Add) -> None:
    what = "把一批货分给边民，按当日额度算税 · divide a lot among residents under the day quota"
    allocate = add("allocate", what, "border_trade", "run_allocate")
    allocate.add_argument("file", type=_path, metavar="FILE", help="批次 JSON 文件 · a lot as JSON")
    ways = "均分、按剩余额度、按重量、手工 · how to divide"
    strategies = ("equal", "remaining", "weight", "manual")
    allocate.add_argument("--strategy", choices=strategies, default="equal", help=ways)
    allocate.add_argument("--json", action="store_true", help=_JSON)


def _add_residents(add: _Add) -> None:
    what = "把名单（csv、xlsx）登记入册 · take a list (csv, xlsx) into the register"
    enrol = add("import", what, "border_trade", "run_import")
    enrol.add_argument("file", type=_path, metavar="FILE", help="名单文件 · the list")
    zone = "新建互助组所属的互市区 · zone of groups that are made"
    enrol.add_argument("--zone", default="", type=_text, metavar="OFFICE", help=zone)
    enrol.add_argument("--dry-run", action="store_true", help="只检查，不存入 · check only, store nothing")
    enrol.add_argument("--json", action="store_true", help=_JSON)


def _add_backup(add: _Add) -> None:
    create = add("create", "备份并核对 · make a backup and check it", "backup", "run_create")
    out = "备份到哪个文件夹，默认数据文件夹下的 backups · where to, backups in the data folder by default"
    create.add_argument("--out", type=_path, metavar="DIR", help=out)
    verify = add("verify", "核对备份是否完好 · check a backup", "backup", "run_verify")
    restore = add("restore", "用备份替换现有数据（原数据保留） · put a backup in place", "backup", "run_restore")
    for one in (verify, restore):
        what = "备份文件夹，或加密的 .age 文件 · the backup's folder, or a sealed .age file"
        one.add_argument("path", type=_path, metavar="BACKUP", help=what)
        _add_opening(one)
    export = add("export", "备份成一个加密文件，交接或另存 · a backup as one sealed file", "backup", "run_export")
    export.add_argument("--out", type=_path, required=True, metavar="FILE", help="写到哪里 · where to")
    sealing = "用此文件第一行的口令加密，默认用恢复密钥 · seal with this file's passphrase, not the recovery key"
    export.add_argument("--passphrase-file", type=_path, metavar="FILE", help=sealing)
    rescue = add("rescue", "从损坏的数据里取出还能读的 · carry out of damaged data", "backup", "run_rescue")
    rescue.add_argument("--out", type=_path, required=True, metavar="DIR", help="放到哪个文件夹 · where to")
    for one in (create, verify, restore, export, rescue):
        one.add_argument("--json", action="store_true", help=_JSON)


def _add_opening(command: Parser) -> None:
    recovery = "此文件第一行是办公室恢复密钥 · the office's recovery key is this file's first line"
    command.add_argument("--recovery-file", type=_path, metavar="FILE", help=recovery)
    passphrase = "此文件第一行是口令 · the passphrase is this file's first line"
    command.add_argument("--passphrase-file", type=_path, metavar="FILE", help=passphrase)


def _add_keys(add: _Add) -> None:
    add("list", "有哪些打开数据的方式 · the ways there are", "keys", "run_list").add_argument(
        "--json", action="store_true", help=_JSON
    )
    passphrase = add("passphrase", "加设或更换口令 · add or change the passphrase", "keys", "run_passphrase")
    new = "新口令在此文件第一行，默认在终端输入 · the new one is this file's first line; asked at a terminal by default"
    passphrase.add_argument("--new-file", type=_path, metavar="FILE", help=new)
    forgotten = "忘记口令时：恢复密钥文件 · where it was forgotten: the recovery key's file"
    passphrase.add_argument("--recovery-file", type=_path, metavar="FILE", help=forgotten)
    add("keyring", "随系统登录打开 · open with the system's login", "keys", "run_keyring")
    recovery = add("recovery", "生成办公室恢复密钥 · make the office's recovery key", "keys", "run_recovery")
    once = "私钥写到此文件，只给这一次 · the secret half goes to this file, this once"
    recovery.add_argument("--out", type=_path, required=True, metavar="FILE", help=once)
    remove = add("remove", "移除一种方式 · take one away", "keys", "run_remove")
    kinds = ("demo", "keyring", "passphrase", "recovery")
    remove.add_argument("kind", choices=kinds, metavar="KIND", help="哪一种 · which: " + ", ".join(kinds))
    add("renew", "更换数据密钥（先关窗口） · give the data a new key", "keys", "run_renew")


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


def _column(text: str) -> tuple[str, str]:
    title, mark, column = text.rpartition("=")
    if not mark or not title.strip() or not re.fullmatch("[a-z][a-z0-9_]{0,30}", column.strip()):
        raise argparse.ArgumentTypeError(f"{text} names no column, write it like 商品代码=code")
    return title.strip(), column.strip()


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


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 365):
        raise argparse.ArgumentTypeError(f"{text} is no number of days from 1 to 365")
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
