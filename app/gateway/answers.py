"""The documents the HTTP API answers with, for the OpenAPI page; requests are shaped in settings.py and script.py."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class Problem(BaseModel):
    """What is wrong with one element; item is the 1-based row of a repeated block (the goods line inside DecList)."""

    rule: str
    element: str
    item: int | None
    message: str


class TakenIn(BaseModel):
    """The message is held; 202 the first time, 200 when the very same came before."""

    message_id: str
    sha256: str
    seq_no: str = Field(description="统一编号")
    received_at: str
    duplicate: bool


class BadEnvelope(BaseModel):
    """The envelope itself cannot be used."""

    error: Literal["bad_envelope", "bad_request"]
    detail: str


class KeyReuse(BaseModel):
    """The message id or the ClientSeqNo is taken by another message, named here."""

    error: Literal["key_reuse"]
    key: Literal["message_id", "business_no"]
    message_id: str
    sha256: str


class Refused(BaseModel):
    """Signature or schema do not hold; nothing was kept."""

    error: Literal["schema", "signature"]
    message_id: str
    sha256: str
    problems: list[Problem]


class Unavailable(BaseModel):
    """Nothing was done; try again after Retry-After seconds."""

    error: Literal["unavailable"]


class MessageState(BaseModel):
    """Where a message stands."""

    message_id: str
    sha256: str
    seq_no: str
    entry_id: str = Field(description="海关编号, empty until L")
    channels: list[str]
    final: bool


class MessageRow(BaseModel):
    """One message that was taken in."""

    key: int
    message_id: str
    sha256: str
    client_seq_no: str
    seq_no: str
    received_at: str


class Messages(BaseModel):
    """Messages taken in since a moment, oldest first; an empty list means there are no more."""

    messages: list[MessageRow]
    next: int


class NotFound(BaseModel):
    """No such message here, or (501) this profile does not answer questions."""

    error: Literal["not_found", "not_supported"]


class ReceiptRow(BaseModel):
    """One delivered receipt."""

    cursor: int
    receipt_id: str
    message_id: str
    client_seq_no: str
    seq_no: str
    sha256: str = Field(description="of content")
    content: str = Field(description="DEC_RESULT XML, base64")
    pointers: list[Problem]
    last: bool = Field(description="no other receipt of this message is due after it")
    message_sha256: str = Field(description="of the message it is about")
    signature: str = Field(default="", description="base64, over what receipt_key.py writes down; empty: unsigned")
    signer: str = Field(default="", description="base64 SHA-256 of the public key that signs")


class Receipts(BaseModel):
    """A page of receipts."""

    receipts: list[ReceiptRow]
    next: int = Field(description="cursor to go on from")


class ManifestFound(BaseModel):
    """What the manifest says of a bill."""

    found: Literal[True]
    bill_number: str
    voyage_number: str
    gross_weight: str = Field(description="千克")
    packs: int
    containers: int
    traffic_mode: str
    entry_day: str = Field(description="进境日, empty before it is declared")


class ManifestChecked(BaseModel):
    """The answer to 核注 or 反核注, with the names of the public interface."""

    Result: Literal["0", "1"] = Field(description="0: done")
    Msg: str


class Health(BaseModel):
    """The gateway is up."""

    status: Literal["ok"]
    now: str
    profile: str


class DeclarationRow(BaseModel):
    """One declaration the gateway holds."""

    message_id: str
    client_seq_no: str
    contract_no: str
    seq_no: str
    entry_id: str
    deliveries: int
    channels: list[str]


class Declarations(BaseModel):
    """All of them, oldest first."""

    declarations: list[DeclarationRow]
