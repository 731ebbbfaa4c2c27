"""``check``: read each file, examine it, report; nothing is stored or sent."""

import argparse
from datetime import date
from pathlib import Path

import forms
from app.cli.inputs import clock_of, facts_of
from app.cli.outcome import Exit
from app.cli.output import complain, print_json
from app.cli.report import as_json, as_text
from app.cli.tables import tables_of
from app.core.draft import Mode
from app.core.tables import CodeTables
from app.declarations.guarantee import NUMBER_FACT
from app.wire.files import UnreadableFile, read_file
from app.work.examine import Examined, examine
from app.work.taxes import RateBook, installed_book, learn_taxes


def run_check(arguments: argparse.Namespace) -> Exit:
    """Check the files; 0 = no errors, 1 = errors reported, 2 = at least one file could not be read."""
    today = arguments.as_of or clock_of(arguments).now().date()
    english = arguments.lang == "en"
    facts = facts_of(arguments.facts, english)
    book = installed_book(tables := tables_of(arguments))
    reports: list[tuple[Path, Examined]] = []
    unreadable = False
    for path in arguments.files:
        try:
            reports.append((path, _examined(path, arguments, facts, tables, book, today)))
        except UnreadableFile as error:
            complain(error.english if english else str(error))
            unreadable = True
    if arguments.json:
        files = [as_json(path, examined, english) for path, examined in reports]
        print_json({"files": files})
    else:
        for path, examined in reports:
            print(as_text(path, examined, english))
    if unreadable:
        return Exit.USAGE
    return Exit.DONE if all(examined.ok for _, examined in reports) else Exit.DATA


def _examined(
    path: Path,
    arguments: argparse.Namespace,
    facts: dict[str, object],
    tables: CodeTables,
    book: RateBook,
    today: date,
) -> Examined:
    draft = read_file(path).draft
    form = forms.load(draft.form)
    draft.mode = Mode(arguments.mode) if arguments.mode else draft.mode
    learn_taxes(form, draft, book, today, facts)
    if draft.facts.get(NUMBER_FACT) or facts.get(NUMBER_FACT):
        from app.cli.ledger import tell_balance  # the database is no check's business otherwise

        tell_balance(arguments, draft, facts)
    return examine(form, draft, tables, today, facts)
