"""``submit``, ``outbox``, ``status`` and ``receipts``: queue declarations, move them, tell where they stand."""

import argparse
import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import app.reference
import forms
from app.cli import filing
from app.cli.environment import environment
from app.cli.filing import Candidate
from app.cli.inputs import clock_of, home_of
from app.cli.outcome import Exit, Refused
from app.cli.output import complain, one_line, print_json
from app.cli.report import as_json, as_text
from app.cli.tables import tables_of
from app.core.clock import Clock
from app.core.draft import Mode, Purpose
from app.core.tables import CodeTables
from app.declarations.status import CHINESE, Status, explained
from app.main.desk import Home, delivery, gateway_told, opened, opened_to_read, way_to_gateway
from app.main.trust import trust_for
from app.store import audit, receipts, standing, wishes
from app.store.engine import Database
from app.store.receipts import Receipt
from app.store.standing import ActionStanding, Standing
from app.store.submissions import NotNow, NumberTaken, Queued
from app.transport.gateway import Kind
from app.work.deliver import Delivery, Driven, drive
from app.work.examine import Examined
from app.work.gateway_profile import put_profile
from app.work.gateway_trust import trust_told
from app.work.patience import HURRIED
from app.work.taxes import installed_book, learn_taxes

_ACTIONS = {
    Purpose.DECLARE: "申报",
    Purpose.COMPLETE: "完整申报",
    Purpose.AMEND: "修改申请",
    Purpose.WITHDRAW: "撤销申请",
    Purpose.SUPPLEMENT: "补充申报",
}
_PAUSED = "发送队列已暂停，单证在队列中；用 outbox --resume 或在回执页按 P 继续"
_DRAIN = 60.0  # seconds, where no --wait is given
_NOT_TAKEN = (Status.QUEUED, Status.SENDING, Status.UNKNOWN, Status.PARKED)
_PACE = 0.5  # seconds per stage of the built-in gateway: somebody sits before a terminal


def run_submit(arguments: argparse.Namespace) -> Exit:
    """Check, sign, queue and try to send the files; 1 if any has errors or ended rejected, 3 on trouble outside."""
    clock, tables = clock_of(arguments), tables_of(arguments)
    drafts = filing.read_drafts(arguments)
    queued: list[Queued] = []
    driven = Driven((), "")
    with environment(), opened(_home(arguments)) as database:
        today = clock.now().date()
        book = installed_book(tables)
        for _, draft in drafts:
            learn_taxes(forms.load(draft.form), draft, book, today)
        with database.reading() as connection:
            found = [filing.candidate(connection, path, draft, tables, today) for path, draft in drafts]
        refused = [one for one in found if not one.ok]
        if len(refused) < len(found):
            with _delivering(arguments, database, clock) as way:
                for one in found:
                    queued += _queue(arguments, way, one, tables, [done.submission_id for done in queued], refused)
                ids = dict.fromkeys(one.submission_id for one in queued)
                driven = _unless_paused(database, drive(way, list(ids), arguments.wait or 0.0, time.sleep))
    new = {one.submission_id for one in queued if not one.resumed}
    told = [(one.path, one.examined) for one in refused]
    _report(arguments, driven.standings, told, {one.submission_id for one in queued} - new)
    return _exit(driven, arguments.wait, bool(refused), arguments.lang == "en")


def run_outbox(arguments: argparse.Namespace) -> Exit:
    """Show what waits; with --drain send, ask and collect until all is final or the time is up."""
    clock = clock_of(arguments)
    if arguments.pause or arguments.resume:
        _pause(arguments, clock)
    if arguments.rely:
        _rely(arguments, clock)
    if not arguments.drain:
        with _to_read(arguments) as database, database.reading() as connection:
            waiting = [one for one in standing.standings(connection) if not one.final]
        _report(arguments, waiting, [])
        return Exit.DONE
    with (
        environment(),
        opened(_home(arguments), clock.now()) as database,
        _delivering(arguments, database, clock) as way,
    ):
        driven = drive(way, None, _DRAIN if arguments.wait is None else arguments.wait, time.sleep)
        driven = _unless_paused(database, driven)
    _report(arguments, driven.standings, [])
    return _exit(driven, _DRAIN, False, arguments.lang == "en")


def run_status(arguments: argparse.Namespace) -> Exit:
    """Tell where the queued submissions stand."""
    with _to_read(arguments) as database, database.reading() as connection:
        if arguments.ids:
            ids = [found for text in arguments.ids for found in _known(standing.find(connection, text), text)]
            found = standing.standings(connection, list(dict.fromkeys(ids)))
        else:
            found = standing.standings(connection)
    _report(arguments, found, [])
    return Exit.DONE


def run_receipts(arguments: argparse.Namespace) -> Exit:
    """Show one submission's receipts in the order of notice."""
    with _to_read(arguments) as database, database.reading() as connection:
        submission = _known(standing.find(connection, arguments.id), arguments.id)[0]
        found = receipts.of_submission(connection, submission)
        stands = standing.standing(connection, submission)
    asked = {action.message_id: action.purpose for action in stands.actions} if stands else {}
    if arguments.json:
        print_json({"id": submission, "receipts": [_receipt_row(one, asked) for one in found]})
        return Exit.DONE
    for one in found:
        at = one.noticed_at.isoformat() if one.noticed_at else "-"
        about = _about(one, asked)
        words = f"{_ACTIONS[about]}  " if len(asked) > 1 and about is not None else ""
        print(one_line(f"{at:<26}{one.channel:<5}{words}{_channel_name(one.channel)}  {one.note}"))
        for finding in one.findings:
            print(one_line(f"    {finding.rule} {finding.element} {finding.message}"))
    return Exit.DONE


def _about(one: Receipt, asked: Mapping[str, Purpose]) -> Purpose | None:
    """Return what the message a receipt speaks of asked for."""
    return asked.get(one.local_message_id or one.message_id)


def _receipt_row(one: Receipt, asked: Mapping[str, Purpose]) -> dict[str, object]:
    about = _about(one, asked)
    return {
        **({"action": about.value} if len(asked) > 1 and about is not None else {}),
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


@contextlib.contextmanager
def _to_read(arguments: argparse.Namespace) -> Iterator[Database]:
    """Give the data to look at; of damaged ones what can still be read, after saying so."""
    english = "the data are damaged: shown is what can still be read; restore a backup"
    with (
        environment(),
        opened_to_read(
            _home(arguments), lambda told: complain(english if arguments.lang == "en" else told)
        ) as database,
    ):
        yield database


def _known(ids: Sequence[str], text: str) -> Sequence[str]:
    if not ids:
        english = f"no declaration numbered {text} was queued; status lists those that were"
        raise Refused(Exit.USAGE, f"没有编号为 {text} 的申报，请用 status 查看已排队的各票", english)
    return ids


@contextlib.contextmanager
def _delivering(arguments: argparse.Namespace, database: Database, clock: Clock) -> Iterator[Delivery]:
    home = _home(arguments)
    with database.reading() as connection:
        # What the window sends to where nothing else is said, so that its queue goes nowhere else.
        url, told = arguments.gateway or gateway_told(connection), trust_told(connection)
    trust = trust_for(home, url, told, arguments.trust)
    with way_to_gateway(home, url, clock.now(), _PACE, arguments.wait, trust) as gateway:
        way = delivery(home, database, gateway, clock, HURRIED, trust)
        way.recover()
        yield way


def _queue(
    arguments: argparse.Namespace,
    way: Delivery,
    one: Candidate,
    tables: CodeTables,
    before: Sequence[str],
    refused: list[Candidate],
) -> list[Queued]:
    """Queue one candidate; a second step whose first one went out just before waits for it as long as one may."""
    if not one.ok:
        return []
    try:
        try:
            return [filing.queue(way, _fresh(way, one, tables), arguments.reason)]
        except NotNow:
            if not arguments.wait or not before:
                raise
            drive(way, before, arguments.wait, time.sleep)
            return [filing.queue(way, _fresh(way, one, tables), arguments.reason)]
    except (NumberTaken, NotNow) as why:
        refused.append(filing.refused(one, why))
        return []


def _fresh(way: Delivery, one: Candidate, tables: CodeTables) -> Candidate:
    """Return a second step with what its first one has become meanwhile; anything else as it is."""
    if one.examined.mode is not Mode.COMPLETE or one.draft.declared:
        return one
    with way.database.reading() as connection:
        fresh = filing.candidate(connection, one.path, one.draft, tables, way.clock.now().date())
    return fresh if fresh.ok else one


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
    """Return the stable keys; those of several messages only where a declaration has them."""
    several = {"actions": [_action_row(action) for action in one.actions]} if len(one.actions) > 1 else {}
    return {
        "id": one.id,
        "file": one.file,
        "client_seq_no": one.client_seq_no,
        "seq_no": one.seq_no,
        "entry_id": one.entry_id,
        "state": one.state.value,
        "channels": list(one.channels),
        "final": one.final,
        **several,
    }


def _action_row(action: ActionStanding) -> dict[str, object]:
    return {
        "action": action.purpose.value,
        "revision": action.revision,
        "state": action.status.value,
        "channels": list(action.channels),
    }


def _line(one: Standing, english: bool) -> str:
    word = one.state.value if english else CHINESE[one.state]
    numbers = " ".join(filter(None, (one.client_seq_no, one.seq_no, one.entry_id)))
    lines = [f"{word}  {numbers}  {one.file}".rstrip()]
    if not english and (told := explained(one.state, one.last_error_code)):
        lines.append(f"    {told}")
    if len(one.actions) > 1:
        lines += [_action_line(action, english) for action in one.actions]
    if one.state is Status.REJECTED:
        lines += [f"    {finding.rule} {finding.element} {finding.message}" for finding in one.findings]
    return "\n".join(map(one_line, lines))


def _action_line(action: ActionStanding, english: bool) -> str:
    """One message of a declaration that has several: what it asks, where it stands, its receipts."""
    words = action.purpose.value if english else _ACTIONS[action.purpose]
    status = action.status.value if english else CHINESE[action.status]
    return f"    {words}  {status}  {' '.join(action.channels)}".rstrip()


def _pause(arguments: argparse.Namespace, clock: Clock) -> None:
    """Stop the queue for the window and every command, or let it go on."""
    with environment(), opened(_home(arguments)) as database, database.writing() as connection:
        wishes.pause(connection, arguments.pause, clock.now())
        event = "pause_queue" if arguments.pause else "resume_queue"
        audit.record(connection, clock.now(), "本机", event, "queue")
    if not arguments.json:
        paused = ("发送队列已暂停", "the queue is paused")
        print((paused if arguments.pause else ("发送队列已继续", "the queue goes on"))[arguments.lang == "en"])


def _rely(arguments: argparse.Namespace, clock: Clock) -> None:
    """Set what the window and every command rely on of the gateway."""
    kind = None if arguments.rely == "auto" else Kind(arguments.rely)
    quiet = None if arguments.quiet is None else timedelta(seconds=arguments.quiet)
    with environment(), opened(_home(arguments)) as database, database.writing() as connection:
        put_profile(connection, kind, quiet, arguments.keeps, clock.now())
        audit.record(connection, clock.now(), "本机", "rely_on_gateway", "gateway", {"kind": arguments.rely})


def _unless_paused(database: Database, driven: Driven) -> Driven:
    """Return how far a drive came; a queue that a person has stopped is the reason why it came no further."""
    with database.reading() as connection:
        return replace(driven, trouble=_PAUSED) if wishes.is_paused(connection) else driven


def _exit(driven: Driven, wait: float | None, refused: bool, english: bool) -> Exit:
    """Return the code; of a way on which the last answer was lost nobody wants to know once all is final."""
    states = {one.state for one in driven.standings}
    unsent = not states.isdisjoint(_NOT_TAKEN)
    late = wait is not None and not driven.all_final
    if driven.trouble and not driven.all_final:
        why = "the queue is paused" if driven.trouble == _PAUSED else "the gateway does not answer"
        complain(f"{why}; what is queued stays queued" if english else driven.trouble)
    elif late:
        sentence = "在给定时间内没有全部到达终态，可用 outbox --drain 继续"
        complain("not all final in the time given; outbox --drain goes on" if english else sentence)
    elif unsent:
        sentence = "单一窗口暂未收下全部单证，已在发送队列中，可用 outbox --drain 继续"
        complain("not all taken by the gateway yet; outbox --drain goes on" if english else sentence)
    if refused or Status.REJECTED in states:
        return Exit.DATA
    return Exit.TROUBLE if unsent or late or (driven.trouble and not driven.all_final) else Exit.DONE
