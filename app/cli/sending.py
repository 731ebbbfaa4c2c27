"""``submit``, ``outbox``, ``status`` and ``receipts``: queue declarations, move them, tell where they stand."""

import argparse
import contextlib
import os
import time
from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict, replace
from pathlib import Path

import app.reference
import forms
from app.cli.environment import environment
from app.cli.inputs import clock_of, facts_of, home_of
from app.cli.outcome import Exit, Refused
from app.cli.output import complain, one_line, print_json
from app.cli.report import as_json, as_text
from app.cli.tables import tables_of
from app.core.clock import Clock
from app.core.draft import Draft, Mode
from app.declarations.status import CHINESE, Status, explained
from app.main.desk import Home, delivery, gateway_told, opened, way_to_gateway
from app.store import receipts, standing
from app.store.engine import Database
from app.store.receipts import Receipt
from app.store.standing import Standing
from app.store.submissions import Filing, NumberTaken, Queued
from app.wire.files import UnreadableFile, read_file
from app.work.deliver import Delivery, Driven, drive
from app.work.examine import Examined, examine
from app.work.patience import HURRIED
from app.work.submit import submit

_DRAIN = 60.0  # seconds, where no --wait is given
_NOT_TAKEN = (Status.QUEUED, Status.SENDING, Status.UNKNOWN, Status.PARKED)
_PACE = 0.5  # seconds per stage of the built-in gateway: somebody sits before a terminal


def run_submit(arguments: argparse.Namespace) -> Exit:
    """Check, sign, queue and try to send the files; 1 if any has errors or ended rejected, 3 on trouble outside."""
    clock = clock_of(arguments)
    checked = _checked(arguments, clock)
    refused = [(path, one) for path, _, one in checked if one.message is None]
    queued: list[Queued] = []
    driven = Driven((), "")
    with environment(), opened(_home(arguments)) as database:
        if len(refused) < len(checked):
            with _delivering(arguments, database, clock) as way:
                for path, draft, one in checked:
                    queued += _queue(arguments, way, path, draft, one, refused)
                ids = dict.fromkeys(one.submission_id for one in queued)
                driven = drive(way, list(ids), arguments.wait or 0.0, time.sleep)
    new = {one.submission_id for one in queued if not one.resumed}
    _report(arguments, driven.standings, refused, {one.submission_id for one in queued} - new)
    return _exit(driven, arguments.wait, bool(refused), arguments.lang == "en")


def run_outbox(arguments: argparse.Namespace) -> Exit:
    """Show what waits; with --drain send, ask and collect until all is final or the time is up."""
    clock = clock_of(arguments)
    with environment(), opened(_home(arguments)) as database:
        if not arguments.drain:
            with database.reading() as connection:
                waiting = [one for one in standing.standings(connection) if not one.final]
            _report(arguments, waiting, [])
            return Exit.DONE
        with _delivering(arguments, database, clock) as way:
            driven = drive(way, None, _DRAIN if arguments.wait is None else arguments.wait, time.sleep)
    _report(arguments, driven.standings, [])
    return _exit(driven, _DRAIN, False, arguments.lang == "en")


def run_status(arguments: argparse.Namespace) -> Exit:
    """Tell where the queued submissions stand."""
    with environment(), opened(_home(arguments)) as database, database.reading() as connection:
        if arguments.ids:
            ids = [found for text in arguments.ids for found in _known(standing.find(connection, text), text)]
            found = standing.standings(connection, list(dict.fromkeys(ids)))
        else:
            found = standing.standings(connection)
    _report(arguments, found, [])
    return Exit.DONE


def run_receipts(arguments: argparse.Namespace) -> Exit:
    """Show one submission's receipts in the order of notice."""
    with environment(), opened(_home(arguments)) as database, database.reading() as connection:
        submission = _known(standing.find(connection, arguments.id), arguments.id)[0]
        found = receipts.of_submission(connection, submission)
    if arguments.json:
        print_json({"id": submission, "receipts": [_receipt_row(one) for one in found]})
        return Exit.DONE
    for one in found:
        at = one.noticed_at.isoformat() if one.noticed_at else "-"
        print(one_line(f"{at:<26}{one.channel:<5}{_channel_name(one.channel)}  {one.note}"))
        for finding in one.findings:
            print(one_line(f"    {finding.rule} {finding.element} {finding.message}"))
    return Exit.DONE


def _receipt_row(one: Receipt) -> dict[str, object]:
    return {
        "channel": one.channel,
        "name": _channel_name(one.channel),
        "note": one.note,
        "noticed_at": one.noticed_at.isoformat() if one.noticed_at else None,
        "received_at": one.received_at.isoformat(),
        "seq_no": one.seq_no,
        "entry_id": one.entry_id,
        "pointers": [asdict(finding) for finding in one.findings],
    }


def _channel_name(channel: str) -> str:
    row = app.reference.load().row("receipt_status", channel)
    return row.name if row else ""


def _home(arguments: argparse.Namespace) -> Home:
    return Home(home_of(arguments))


def _known(ids: Sequence[str], text: str) -> Sequence[str]:
    if not ids:
        english = f"no declaration numbered {text} was queued; status lists those that were"
        raise Refused(Exit.USAGE, f"没有编号为 {text} 的申报，请用 status 查看已排队的各票", english)
    return ids


@contextlib.contextmanager
def _delivering(arguments: argparse.Namespace, database: Database, clock: Clock) -> Iterator[Delivery]:
    home, url = _home(arguments), arguments.gateway
    if not url:
        with database.reading() as connection:
            url = gateway_told(connection)  # what the window sends to, so that its queue goes nowhere else
    with way_to_gateway(home, url, clock.now(), _PACE, arguments.wait) as gateway:
        way = delivery(home, database, gateway, clock, HURRIED)
        way.recover()
        yield way


def _checked(arguments: argparse.Namespace, clock: Clock) -> list[tuple[Path, Draft, Examined]]:
    """Read and examine every file before anything is stored; raises Refused for the first unreadable one."""
    tables = tables_of(arguments)
    english = arguments.lang == "en"
    facts = facts_of(arguments.facts, english)
    mode = Mode(arguments.mode) if arguments.mode else None
    checked = []
    for path in arguments.files:
        try:
            incoming = read_file(path)
        except UnreadableFile as error:
            raise Refused(Exit.USAGE, str(error), error.english) from error
        if incoming.attachments:
            complain(f"{path}: attachments are not sent" if english else f"{path}：压缩包里的附件不随报文发送")
        draft = incoming.draft
        form = forms.load(draft.form)
        draft.mode = mode or draft.mode
        draft.facts.update(facts)
        checked.append((path, draft, examine(form, draft, tables, clock.now().date())))
    return checked


def _queue(
    arguments: argparse.Namespace,
    way: Delivery,
    path: Path,
    draft: Draft,
    examined: Examined,
    refused: list[tuple[Path, Examined]],
) -> list[Queued]:
    if examined.message is None:
        return []
    message = examined.message
    filing = Filing(
        message=message,
        content_sha256=message.sha256,
        given_number=draft.get(examined.form.identity).strip(),
        form=examined.form.id,
        mode=draft.mode.value,
        file=os.fsencode(path).decode("utf-8", "replace"),
        draft=_numbered(draft, message.client_seq_no),
        reason=_reason(examined, arguments.reason),
    )
    try:
        return [submit(way.database, way.signer, filing, way.clock)]
    except NumberTaken as taken:
        english = f"ClientSeqNo {taken.number} was used for other content; take a new number"
        problem = replace(taken.problem(examined.form.identity), english=english)
        refused.append((path, Examined(examined.form, examined.mode, (problem,), (), None)))
        return []


def _numbered(draft: Draft, number: str) -> Draft:
    """Return the draft with the number it is sent under, as the window is to list it."""
    kept = draft.copy()
    kept.put(forms.load(draft.form).identity, number)
    return kept


def _reason(examined: Examined, told: str) -> str:
    rules = "、".join(dict.fromkeys(problem.rule for problem in examined.problems if not problem.blocks))
    return f"未逐条确认：{rules}。{told}" if rules else told


def _report(
    arguments: argparse.Namespace,
    found: Sequence[Standing],
    refused: Sequence[tuple[Path, Examined]],
    resumed: Set[str] = frozenset(),
) -> None:
    english = arguments.lang == "en"
    if arguments.json:
        document: dict[str, object] = {"submissions": [_row(one) for one in found]}
        if refused:
            document["files"] = [as_json(path, examined, english) for path, examined in refused]
        print_json(document)
        return
    for path, examined in refused:
        print(as_text(path, examined, english))
    for one in found:
        print(_line(one, english))
        if one.id in resumed:
            print("    filed before: not sent twice" if english else "    此前已申报，没有重复发送")
    if not found and not refused:
        print("nothing queued" if english else "没有已排队的申报")


def _row(one: Standing) -> dict[str, object]:
    return {
        "id": one.id,
        "file": one.file,
        "client_seq_no": one.client_seq_no,
        "seq_no": one.seq_no,
        "entry_id": one.entry_id,
        "state": one.state.value,
        "channels": list(one.channels),
        "final": one.final,
    }


def _line(one: Standing, english: bool) -> str:
    word = one.state.value if english else CHINESE[one.state]
    numbers = " ".join(filter(None, (one.client_seq_no, one.seq_no, one.entry_id)))
    lines = [f"{word}  {numbers}  {one.file}".rstrip()]
    if not english and (told := explained(one.state, one.last_error_code)):
        lines.append(f"    {told}")
    if one.state is Status.REJECTED:
        lines += [f"    {finding.rule} {finding.element} {finding.message}" for finding in one.findings]
    return "\n".join(map(one_line, lines))


def _exit(driven: Driven, wait: float | None, refused: bool, english: bool) -> Exit:
    """Return the code; of a way on which the last answer was lost nobody wants to know once all is final."""
    states = {one.state for one in driven.standings}
    unsent = not states.isdisjoint(_NOT_TAKEN)
    late = wait is not None and not driven.all_final
    if driven.trouble and not driven.all_final:
        complain("the gateway does not answer; what is queued stays queued" if english else driven.trouble)
    elif late:
        sentence = "在给定时间内没有全部到达终态，可用 outbox --drain 继续"
        complain("not all final in the time given; outbox --drain goes on" if english else sentence)
    elif unsent:
        sentence = "单一窗口暂未收下全部单证，已在发送队列中，可用 outbox --drain 继续"
        complain("not all taken by the gateway yet; outbox --drain goes on" if english else sentence)
    if refused or Status.REJECTED in states:
        return Exit.DATA
    return Exit.TROUBLE if unsent or late or (driven.trouble and not driven.all_final) else Exit.DONE
