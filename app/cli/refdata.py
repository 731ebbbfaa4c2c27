"""``refdata``: which code tables are installed, and look-up in them by code, name or pinyin."""

import argparse

import app.reference
from app.cli.inputs import clock_of
from app.cli.outcome import Exit, Refused
from app.cli.output import one_line, print_json
from app.reference.reference import Installed


def run_status(arguments: argparse.Namespace) -> Exit:
    """List the installed tables with rows, completeness, source and day."""
    tables = app.reference.load().status(clock_of(arguments).now().date())
    if arguments.json:
        rows = [
            {
                "table": one.info.table,
                "title": one.info.title,
                "rows": one.rows,
                "complete": one.info.complete,
                "source": one.info.source,
                "as_of": one.info.as_of.isoformat(),
            }
            for one in tables
        ]
        print_json({"tables": rows})
        return Exit.DONE
    for one in tables:
        print(_line(one, arguments.lang == "en"))
    return Exit.DONE


def _line(one: Installed, english: bool) -> str:
    if english:
        extent, old = "complete" if one.info.complete else "partial", "  older than 12 months" if one.is_old else ""
        return f"{one.info.table:<26}{one.rows:>6} rows  {extent}  as of {one.info.as_of}{old}"
    extent, old = "完整" if one.info.complete else "部分", "  已超过 12 个月，请更新" if one.is_old else ""
    return f"{one.info.table:<26}{one.rows:>6} 行  {extent}  截至 {one.info.as_of}  {one.info.title}{old}"


def run_search(arguments: argparse.Namespace) -> Exit:
    """Search one table, best match first; finding nothing is an answer, not a failure."""
    reference = app.reference.load()
    if not reference.exists(arguments.table):
        names = ", ".join(reference.stems())
        english = f"there is no table {arguments.table}; installed are {names}"
        raise Refused(Exit.USAGE, f"没有代码表 {arguments.table}，已装的有：{names}", english)
    rows = reference.search(arguments.table, arguments.text)
    if arguments.json:
        found = [{"code": one.code, "name": one.name, "as_of": one.as_of, "source": one.source} for one in rows]
        print_json({"rows": found})
    else:
        for one in rows:
            print(one_line(f"{one.code:<12}{one.name}"))
        if not rows and arguments.lang == "en":
            print(one_line(f'nothing in {arguments.table} for "{arguments.text}"'))
        elif not rows:
            print(one_line(f"{arguments.table} 里没有“{arguments.text}”"))
    return Exit.DONE
