"""The code tables of the window: imported ones laid over the bundled ones, read ahead in the background. No Qt here."""

import logging
import threading
from collections.abc import Callable, Iterable
from functools import partial

import app.reference
import forms
from app.core.clock import Clock
from app.main.desk import Home
from app.reference import Reference
from app.store.code_uses import record_use, recorded_uses
from app.store.engine import Connection
from app.store.reference_file import ReferenceFile, ReferenceTrouble
from app.store.reference_rows import imported_tables
from app.work.news import Done, Trouble

_BEYOND_FIELDS = ("hs_headings", "hs_curated", "hs_elements", "exchange_rates", "tariff_rates", "agreement_rates")
Note = Callable[[Callable[[Connection], Done[None]]], None]

_log = logging.getLogger(__name__)


def installed_tables(home: Home) -> tuple[Reference, Trouble | None]:
    """Return the tables, and what is wrong with the imported ones where the bundled ones have to do."""
    reference = app.reference.load()
    try:
        reference.lay_over(imported_tables(ReferenceFile(home.reference)))
    except ReferenceTrouble as error:
        return reference, Trouble(f"{error}；先用自带的代码表", "reference")
    return reference, None


def read_ahead(reference: Reference) -> threading.Thread:
    """Read the imported tables that typing needs, in a thread that ends by itself; till then single codes are asked."""
    thread = threading.Thread(target=_warm, args=(reference, _wanted()), name="portdesk-tables", daemon=True)
    thread.start()
    return thread


def _wanted() -> tuple[str, ...]:
    fields = (bound.box.table for form_id in forms.REGISTRY for bound in forms.load(form_id).fields.values())
    return tuple(dict.fromkeys((*filter(None, fields), *_BEYOND_FIELDS)))


def _warm(reference: Reference, tables: Iterable[str]) -> None:
    try:
        for table in tables:
            reference.warm(table)
    except ReferenceTrouble:
        _log.warning("the imported tables could not be read ahead", exc_info=True)


def recall_uses(connection: Connection, reference: Reference) -> None:
    """Take over which codes were chosen in earlier sittings (before the window opens, in the starting thread)."""
    for table, code, client, count in recorded_uses(connection):
        reference.uses.recall(table, code, client, count)


def keep_uses(reference: Reference, clock: Clock, note: Note) -> None:
    """Have every choice of a code written down from now on."""

    def write(connection: Connection, table: str, code: str, client: str) -> Done[None]:
        record_use(connection, table, code, client, clock.now())
        return Done(None)

    def noted(table: str, code: str, client: str) -> None:
        note(partial(write, table=table, code=code, client=client))

    reference.uses.noted = noted
