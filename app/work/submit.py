"""From a filing to a signed row that waits to be sent (T1–T3); nothing here talks to the gateway."""

import contextlib

from app.core.clock import Clock
from app.declarations.message import XmlMessage
from app.declarations.outbox import Event, State
from app.declarations.refused import SendingRefused
from app.declarations.signed import CertificateUnusable, SignatureInvalid, SignedMessage
from app.signing.signer import Signer, sign
from app.signing.trouble import Cause, SignerUnavailable
from app.store import outbox
from app.store.engine import CommitUnknown, Database, StoreTrouble
from app.store.outbox import OutboxRow, RowMoved
from app.store.submissions import Filing, Queued, enqueue
from app.work.audit_check import sign_head
from app.work.reread import NotWhatWasChecked, refuse_changed


class NotSigned(SignerUnavailable, SendingRefused):
    """R162: no operator's signature, so the message is not sent; it stays frozen until the card is there."""

    rule = "R162"
    source = "《中华人民共和国海关法》第二十五条；报关单申报电子报文格式（数字签名）"

    def __init__(self, why: str, cause: Cause = Cause.OTHER) -> None:
        super().__init__(f"未签名，不能申报：{why}", cause)


def submit(database: Database, signer: Signer, filing: Filing, clock: Clock) -> Queued:
    """Freeze, sign and release a filing; raises NumberTaken (R159), StoreTrouble, NotSigned (R162)."""
    try:
        queued = _enqueue(database, filing, clock)
    except CommitUnknown:
        queued = _enqueue(database, filing, clock)  # whether or not it is there, its identity makes it the same
    with database.reading() as connection:
        row = outbox.get(connection, queued.message_id)
    if row is not None:
        _make_ready(database, signer, row, clock)
    return queued


def sign_waiting(database: Database, signer: Signer, clock: Clock) -> frozenset[str]:
    """Sign and release whatever was frozen and not brought to the end; returns the submissions, raises NotSigned."""
    with database.reading() as connection:
        rows = outbox.in_state(connection, State.FROZEN, State.SIGNED)
    changed: NotSigned | None = None
    for row in rows:
        try:
            _make_ready(database, signer, row, clock)
        except NotSigned as error:
            if not isinstance(error.__cause__, NotWhatWasChecked):
                raise
            changed = error  # this one message is not what was checked; the others need not wait for it
    if changed is not None:
        raise changed
    return frozenset(row.decl_id for row in rows)


def _sign_audit(database: Database, signer: Signer, clock: Clock) -> None:
    """Sign the audit's end with each submission; if that fails what is queued stays so, and a later one makes up."""
    with contextlib.suppress(SignerUnavailable, StoreTrouble):
        sign_head(database, signer, clock)


def _enqueue(database: Database, filing: Filing, clock: Clock) -> Queued:
    with database.writing() as connection:
        return enqueue(connection, filing, clock.now())


def _make_ready(database: Database, signer: Signer, row: OutboxRow, clock: Clock) -> None:
    # RowMoved: another process signed it, or somebody cancelled it, while we did.
    with contextlib.suppress(RowMoved):
        _sign_and_release(database, signer, row, clock)


def _sign_and_release(database: Database, signer: Signer, row: OutboxRow, clock: Clock) -> None:
    if row.state is State.FROZEN:
        # Outside any transaction: a card may take seconds. The type has verified the signature before it is stored.
        _refuse_changed(database, row)
        signed = _signed(XmlMessage(row.payload, row.business_no), signer)
        with database.writing() as connection:
            row = outbox.put_signature(
                connection, row, signed.signature, signed.certificate, signed.certificate_sha256, clock.now()
            )
    if row.state is State.SIGNED:
        with database.writing() as connection:
            outbox.move(connection, row, Event.RELEASE, clock.now())
        _sign_audit(database, signer, clock)


def _refuse_changed(database: Database, row: OutboxRow) -> None:
    try:
        with database.reading() as connection:
            refuse_changed(connection, row)
    except NotWhatWasChecked as error:
        raise NotSigned(str(error), error.cause) from error


def _signed(message: XmlMessage, signer: Signer) -> SignedMessage:
    try:
        return sign(message, signer)
    except SignerUnavailable as error:
        raise NotSigned(str(error), error.cause) from error
    except (SignatureInvalid, CertificateUnusable) as error:
        raise NotSigned(str(error)) from error
