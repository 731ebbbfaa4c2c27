"""``refdata``: which code tables are installed, look-up in them, import of official tables and taking one back."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.cli.output import complain, one_line, print_json
from app.cli.tables import readable_tables, reference_path, tables_of
from app.reference.reference import Installed

EVERYWHERE = "all"
"""In the place of a table's name: search them all."""

_SUPPLEMENT = "作为补充，未列出的不停用"
_TAKEN_FOR_SUPPLEMENT = "缺的行太多，按补充处理，未列出的不停用（整表更新请加 --whole）"

if TYPE_CHECKING:
    from app.reference import Reference
    from app.work.refdata import DraftsUsing, Report, TableReport, Wish


def run_status(arguments: argparse.Namespace) -> Exit:
    """List the installed tables with rows, completeness, source and day."""
    tables = tables_of(arguments).status(clock_of(arguments).now().date())
    if arguments.json:
        rows = [
            {
                "table": one.info.table,
                "title": one.info.title,
                "rows": one.rows,
                "complete": one.info.complete,
                "source": one.info.source,
                "as_of": one.info.as_of.isoformat(),
                "old": one.is_old,
                "imported": one.imported,
            }
            for one in tables
        ]
        print_json({"tables": rows})
        return Exit.DONE
    for one in tables:
        print(one_line(_line(one, arguments.lang == "en")))
    return Exit.DONE


def _line(one: Installed, english: bool) -> str:
    if english:
        extent, old = "complete" if one.info.complete else "partial", "  old, import a newer one" if one.is_old else ""
        origin = "imported" if one.imported else "bundled"
        return f"{one.info.table:<26}{one.rows:>6} rows  {extent}  {origin}  as of {one.info.as_of}{old}"
    extent, old = "完整" if one.info.complete else "部分", "  已过更新期限，请导入新表" if one.is_old else ""
    origin = "导入" if one.imported else "自带"
    return f"{one.info.table:<26}{one.rows:>6} 行  {extent}  {origin}  截至 {one.info.as_of}  {one.info.title}{old}"


def run_search(arguments: argparse.Namespace) -> Exit:
    """Search one table, best match first; finding nothing is an answer, not a failure."""
    reference = tables_of(arguments)
    if arguments.table == EVERYWHERE:
        return _search_everywhere(reference, arguments)
    if not reference.exists(arguments.table):
        names = ", ".join((*reference.stems(), EVERYWHERE))
        english = f"there is no table {arguments.table}; installed are {names}"
        raise Refused(Exit.USAGE, f"没有代码表 {arguments.table}，已装的有：{names}", english)
    with readable_tables():
        rows = reference.search(arguments.table, arguments.text)
    if arguments.json:
        print_json({"rows": [_found(one) for one in rows]})
        return Exit.DONE
    for one in rows:
        print(one_line(f"{one.code:<12}{one.name}{_validity(one.until, one.successor, arguments.lang == 'en')}"))
    if not rows and arguments.lang == "en":
        print(one_line(f'nothing in {arguments.table} for "{arguments.text}"'))
    elif not rows:
        print(one_line(f"{arguments.table} 里没有“{arguments.text}”"))
    return Exit.DONE


def _search_everywhere(reference: "Reference", arguments: argparse.Namespace) -> Exit:
    """Search all tables, those with the best answers first."""
    with readable_tables():
        answers = reference.everywhere(arguments.text)
    if arguments.json:
        rows = [{"table": info.table, **_found(hit.row)} for info, hits in answers for hit in hits]
        print_json({"rows": rows})
        return Exit.DONE
    for info, hits in answers:
        for hit in hits:
            print(one_line(f"{info.table:<26}{hit.row.code:<14}{hit.row.name}"))
    if not answers:
        print(one_line("nothing in any table" if arguments.lang == "en" else "各表里都没有"))
    return Exit.DONE


def _found(one: Any) -> dict[str, object]:
    found: dict[str, object] = {"code": one.code, "name": one.name, "as_of": one.as_of, "source": one.source}
    for name, value in (("since", one.since), ("until", one.until)):
        found |= {name: value.isoformat()} if value else {}
    return found | ({"successor": one.successor} if one.successor else {})


def _validity(until: object, successor: str, english: bool) -> str:
    if until is None:
        return ""
    if english:
        return f"  (valid until {until}{f', now {successor}' if successor else ''})"
    return f"（有效至 {until}{f'，改用 {successor}' if successor else ''}）"


def run_import(arguments: argparse.Namespace) -> Exit:
    """Import official tables; all of them or, when one cannot be read, none."""
    from app.foreign.unusable import Unusable
    from app.store.reference_file import ReferenceFile
    from app.work.refdata import import_tables

    home, now = home_of(arguments), clock_of(arguments).now()
    titles = {one.info.table: one.info.title for one in tables_of(arguments).status(now.date())}
    _refuse_unknown(arguments.table, titles)
    file = ReferenceFile(reference_path(home))
    try:
        with readable_tables():
            report = import_tables(
                file, arguments.path, _wish(arguments), titles, now, _drafts_using(arguments), dry=arguments.dry_run
            )
    except Unusable as error:
        raise Refused(Exit.USAGE, str(error), error.english) from error
    if arguments.json:
        print_json(_as_json(report, arguments.dry_run))
    else:
        _print(report, arguments.dry_run, arguments.lang == "en", asked=arguments.supplement)
    if arguments.as_of is None and any(not one.dated for one in report.tables):
        _say_undated(now, arguments.lang == "en")
    return Exit.DONE


def _refuse_unknown(table: str, titles: Mapping[str, str]) -> None:
    """A name nobody knows is a slip of the pen: its rows would lie where no field and no rule looks."""
    from app.reference.catalogue import KNOWN

    if not table or table in KNOWN or table in titles:
        return
    near = get_close_matches(table, {*KNOWN, *titles}, n=1)
    cure = f"是否指 {near[0]}？" if near else ""
    english = f"there is no table {table}{f', did you mean {near[0]}?' if near else ''} (names: refdata status)"
    raise Refused(Exit.USAGE, f"没有代码表 {table}，{cure}表名见 refdata status", english)


def _wish(arguments: argparse.Namespace) -> "Wish":
    from app.reference.incoming.recognise import Told
    from app.work.refdata import Wish

    columns = dict(arguments.map or ())
    told = Told(arguments.table, columns or None)
    return Wish(arguments.as_of, arguments.source, told, _whole(arguments), arguments.complete)


def _whole(arguments: argparse.Namespace) -> bool | None:
    if arguments.supplement:
        return False
    return True if arguments.whole else None


def _drafts_using(arguments: argparse.Namespace) -> "DraftsUsing":
    """Return how the drafts of this home are asked; a home without a database has none."""

    def using(changed: Mapping[str, Sequence[str]]) -> Sequence[str]:
        from app.cli.environment import environment
        from app.main.desk import Home, opened
        from app.store.reference_use import drafts_using

        home = Home(home_of(arguments))
        if not changed or not home.database.exists():
            return ()
        with environment(), opened(home) as database, database.reading() as connection:
            return drafts_using(connection, changed)

    return using


def _as_json(report: "Report", dry: bool) -> dict[str, Any]:
    return {
        "dry_run": dry,
        "import": report.number,
        "changes": sum(len(one.difference.changes) for one in report.tables),
        "drafts": list(report.drafts),
        "digest": report.digest,
        "tables": [
            {
                "table": one.known.table,
                "title": one.known.title,
                "file": one.place,
                "rows": one.difference.rows,
                "as_of": one.as_of.isoformat(),
                "changes": {kind.value: count for kind, count in one.difference.counts().items()},
                "supplement": one.difference.supplement,
            }
            for one in report.tables
        ],
        "unknown": list(report.passed_over),
    }


def _print(report: "Report", dry: bool, english: bool, *, asked: bool) -> None:
    for one in report.tables:
        print(one_line(_table_line(one, english, asked)))
    for name in report.passed_over:
        print(one_line(f"{name}: no known table, left out" if english else f"{name}：认不出是哪张代码表，未导入"))
    if english:
        total = sum(len(one.difference.changes) for one in report.tables)
        words = f"{total:,} changes, {len(report.drafts)} drafts concerned"
        print(f"{words}; nothing was written (--dry-run)" if dry else words)
    else:
        print(f"{report.digest}；试导入，未作改动" if dry else report.digest)


def _table_line(one: "TableReport", english: bool, asked: bool) -> str:
    """Say what changes in a table; ``asked`` is that somebody called it a supplement himself."""
    found = one.difference
    if english:
        words = f"{one.known.table:<26}{found.rows:>6} rows  {len(found.changes):>6} changes  as of {one.as_of}"
        notes = [
            *(["older than what is installed"] if one.older else []),
            *(["a supplement: rows not listed stay"] if found.supplement else []),
            *([f"{one.padded} codes got their leading noughts back"] if one.padded else []),
        ]
        return "; ".join([words, *notes])
    kinds = "，".join(f"{kind.value} {count}" for kind, count in found.counts().items()) or "没有变化"
    notes = [
        *(["比已装的旧，请核对"] if one.older else []),
        *([_SUPPLEMENT if asked else _TAKEN_FOR_SUPPLEMENT] if found.supplement else []),
        *([f"{one.padded} 个代码补回了前面的零"] if one.padded else []),
    ]
    words = f"{one.known.table:<26}{found.rows:>6} 行  截至 {one.as_of}  {kinds}"
    return "；".join([words, *notes])


def _say_undated(now: datetime, english: bool) -> None:
    day = now.date()
    if english:
        complain(f"the files do not say from when they are: {day} was taken; give --as-of DATE")
    else:
        complain(f"文件未注明截至日期，暂按 {day} 计；请用 --as-of 日期 说明，以免过期的表看不出来")


def run_undo(arguments: argparse.Namespace) -> Exit:
    """Take the newest import back."""
    from app.store.reference_file import ReferenceFile
    from app.work.refdata import undo_import

    with readable_tables():
        undone = undo_import(ReferenceFile(reference_path(home_of(arguments))))
    if undone is None:
        raise Refused(Exit.USAGE, "没有可以撤回的导入", "there is no import to take back")
    if arguments.json:
        print_json({"undone": undone.number, "origin": undone.origin, "digest": undone.digest})
    elif arguments.lang == "en":
        print(one_line(f"taken back: the import of {undone.origin} at {undone.at:%Y-%m-%d %H:%M}"))
    else:
        print(one_line(f"已撤回 {undone.at:%Y-%m-%d %H:%M} 导入的 {undone.origin}（{undone.digest}）"))
    return Exit.DONE
