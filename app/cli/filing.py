"""From the files of ``submit`` to filings: read, join with what is known of the declaration, examine, queue."""

import argparse
import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import forms
from app.cli.inputs import facts_of
from app.cli.outcome import Exit, Refused
from app.cli.output import complain
from app.core.draft import Draft, Mode, Purpose
from app.core.tables import CodeTables
from app.declarations.actions import REQUESTS, action_of
from app.declarations.guarantee import BALANCE_FACT
from app.declarations.refused import SendingRefused
from app.store import standing
from app.store.engine import Connection
from app.store.guarantees import balance_fact, pledge_of
from app.store.submissions import Filing, NotNow, NumberTaken, Queued
from app.wire.files import UnreadableFile, read_file
from app.work.deliver import Delivery
from app.work.examine import Examined, examine
from app.work.requests import sent_in_first_step
from app.work.submit import submit


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file on its way: its draft, what was found, and the digest by which the same file is known again.

    The digest is of the message before the authority's numbers were carried into a second step.
    """

    path: Path
    draft: Draft
    examined: Examined
    content_sha256: str

    @property
    def ok(self) -> bool:
        """Whether it may be queued."""
        return self.examined.message is not None


def read_drafts(arguments: argparse.Namespace) -> list[tuple[Path, Draft]]:
    """Read every file before anything is stored; raises Refused for the first unreadable one."""
    english = arguments.lang == "en"
    facts = facts_of(arguments.facts, english)
    mode = Mode(arguments.mode) if arguments.mode else None
    found = []
    for path in arguments.files:
        try:
            incoming = read_file(path)
        except UnreadableFile as error:
            raise Refused(Exit.USAGE, str(error), error.english) from error
        if incoming.attachments:
            complain(f"{path}: attachments are not sent" if english else f"{path}：压缩包里的附件不随报文发送")
        incoming.draft.mode = mode or incoming.draft.mode
        incoming.draft.facts.update(facts)
        found.append((path, incoming.draft))
    return found


def candidate(connection: Connection, path: Path, draft: Draft, tables: CodeTables, today: date) -> Candidate:
    """Examine one draft with what the ledger and the declaration's first step tell of it."""
    form = forms.load(draft.form)
    with_balance(connection, draft)
    examined = examine(form, draft, tables, today)
    content = examined.message.sha256 if examined.message else ""
    joined = _joined(connection, draft)
    if joined is not None:
        draft, examined = joined, examine(form, joined, tables, today)
        content = content or (examined.message.sha256 if examined.message else "")
    return Candidate(path, draft, examined, content)


def with_balance(connection: Connection, draft: Draft) -> None:
    """Put the guarantee's balance into a draft's facts where it names one the ledger knows and tells no other."""
    left = balance_fact(connection, draft.facts)
    if left is not None:
        draft.facts.setdefault(BALANCE_FACT, left)


def queue(way: Delivery, one: Candidate, reason: str) -> Queued:
    """Queue a candidate; raises NumberTaken, NotNow with the sentence for the filer."""
    message = one.examined.message
    if message is None:
        raise ValueError("refused by the check")
    draft = one.draft
    if draft.purpose in REQUESTS:
        raise NotNow("修改、撤销和补充申报的申请须在窗口里写明原因后提交")
    filing = Filing(
        message=message,
        content_sha256=one.content_sha256,
        given_number=draft.get(one.examined.form.identity).strip(),
        form=one.examined.form.id,
        mode=draft.mode.value,
        file=os.fsencode(one.path).decode("utf-8", "replace"),
        draft=_numbered(draft, message.client_seq_no),
        reason=_reason(one.examined, reason),
        action=action_of(draft.mode, draft.purpose).value,
        pledge=pledge_of(draft.facts),
    )
    return submit(way.database, way.signer, filing, way.clock)


def refused(one: Candidate, why: SendingRefused) -> Candidate:
    """Return a candidate with what refused it at sending as its one finding."""
    form = one.examined.form
    english = str(why)
    if isinstance(why, NumberTaken):
        english = f"ClientSeqNo {why.number} was used for other content; take a new number"
    problem = replace(why.problem(form.identity), english=english)
    return replace(one, examined=Examined(form, one.examined.mode, (problem,), (), None))


def _joined(connection: Connection, draft: Draft) -> Draft | None:
    """Return a second step with what its first one sent and was given, None for any other draft."""
    form = forms.load(draft.form)
    number = draft.get(form.identity).strip()
    if not number or action_of(draft.mode, draft.purpose) is not Purpose.COMPLETE:
        return None
    known = [standing.standing(connection, one) for one in standing.find(connection, number)]
    first = next((one for one in known if one is not None and one.mode is Mode.SUMMARY), None)
    if first is None or first.draft_id is None:
        return None
    joined = draft.copy()
    joined.purpose, joined.declared = Purpose.COMPLETE, sent_in_first_step(connection, first.draft_id)
    for path, bound in form.fields.items():
        given = {"unified": first.seq_no, "customs": first.entry_id}.get(bound.box.assigned, "")
        if given and not joined.get(path):
            joined.put(path, given)
    return joined


def _numbered(draft: Draft, number: str) -> Draft:
    """Return the draft with the number it is sent under, as the window is to list it."""
    kept = draft.copy()
    kept.put(forms.load(draft.form).identity, number)
    return kept


def _reason(examined: Examined, told: str) -> str:
    rules = "、".join(dict.fromkeys(problem.rule for problem in examined.problems if not problem.blocks))
    return f"未逐条确认：{rules}。{told}" if rules else told
