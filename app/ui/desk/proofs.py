"""The 核对单 for the pages: compared with an earlier print, drawn in the pool, remembered once it was printed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

import forms
from app.core.check import Checker
from app.core.draft import Draft
from app.core.problem import Severity
from app.printing.proof import Options, Wording, proof
from app.store.engine import Connection
from app.store.proof_prints import ProofPrint, add_print, prints_of, texts_of
from app.ui.desk.office import Office
from app.ui.desk.operator import operator_of
from app.ui.desk.printing import DeskPrinting, keep
from app.ui.pages.proof_service import MadeProof
from app.work.news import Done

_FIRST = "第 1 次打印，没有可比的。"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store tells before a sheet is made."""

    prints: Sequence[ProofPrint]
    before: Mapping[str, str] | None
    against: ProofPrint | None
    operator: str


class DeskProofs(QObject):
    """ProofService over the store; sheets are written where previews are."""

    def __init__(self, office: Office, printing: DeskPrinting) -> None:
        super().__init__(office)
        self._office, self._printing = office, printing

    def past(self, draft_id: str, done: Callable[[Sequence[ProofPrint]], None], failed: Callable[[str], None]) -> None:
        self._office.ask(lambda connection: prints_of(connection, draft_id), done, failed)

    def make(
        self,
        draft_id: str,
        draft: Draft,
        against: int | None,
        options: Options,
        done: Callable[[MadeProof], None],
        failed: Callable[[str], None],
    ) -> None:
        copy = draft.copy()

        def known(found: _Known) -> None:
            self._printing.run(lambda: self._made(draft_id, copy, found, options), done, failed)

        self._office.ask(lambda connection: _known(connection, draft_id, against), known, failed)

    def note(
        self,
        draft_id: str,
        draft: Draft,
        copies: int,
        done: Callable[[ProofPrint], None],
        failed: Callable[[str], None],
    ) -> None:
        texts, now = dict(draft.texts), self._office.clock.now()

        def operation(connection: Connection) -> Done[ProofPrint]:
            return Done(add_print(connection, draft_id, texts, copies, operator_of(connection), now))

        self._office.change(operation, done, failed)

    def _made(self, draft_id: str, draft: Draft, known: _Known, options: Options) -> MadeProof:
        form, tables, now = forms.load(draft.form), self._office.tables, self._office.clock.now()
        number = len(known.prints) + 1
        wording = Wording(
            "　".join(part for part in (f"第 {number} 次打印", f"{now:%Y-%m-%d %H:%M}", known.operator) if part),
            _compared(known.against, options),
            _findings(Checker(form, draft, tables, now.date())),
        )
        done = proof(form, draft, tables, known.before, wording, options)
        path = self._printing.folder / f"{draft_id}.proof.pdf"
        keep(path, done.pdf)
        return MadeProof(path, number, done.changes, known.against.number if known.against else 0)


def moment_words(moment: datetime) -> str:
    """Return the day and time of a print, ``11-21 09:50``."""
    return f"{moment:%m-%d %H:%M}"


def _known(connection: Connection, draft_id: str, against: int | None) -> _Known:
    prints = prints_of(connection, draft_id)
    chosen = next((one for one in reversed(prints) if against in (None, one.number)), None)
    before = texts_of(connection, draft_id, chosen.number) if chosen is not None else None
    return _Known(prints, before, chosen, operator_of(connection))


def _compared(against: ProofPrint | None, options: Options) -> str:
    if against is None:
        return _FIRST
    words = f"与 {moment_words(against.printed_at)} 第 {against.number} 次打印比"
    if not options.marks:
        return f"{words}，未标出不同。"
    old = "，旧值在新值下方加删除线" if options.old_values else ""
    return f"{words}，改了 {{count}} 处：左侧粗线和序号{old}。"


def _findings(checker: Checker) -> str:
    problems = checker.problems()
    errors = sum(1 for one in problems if one.severity is Severity.ERROR)
    return f"须改 {errors} 项　留意 {len(problems) - errors} 项"
