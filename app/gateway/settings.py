"""The documents of the HTTP API that carry settings and messages in; answers are shaped in answers.py."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, field_validator, model_validator


class Envelope(BaseModel):
    """A message and its detached signature; unknown keys are refused, for whoever sends one expects something of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    message_id: str = Field(description="UUID, also sent as Idempotency-Key; one per revision")
    business_no: str = Field(min_length=1, max_length=21, description="DecSign/ClientSeqNo of the message")
    revision: int = Field(ge=1)
    action: Literal["declare", "complete", "amend", "withdraw", "supplement"]
    content: Base64Bytes = Field(description="the exact bytes of the DecMessage (of a request: DecRequest), base64")
    sha256: str = Field(description="lower-case hex digest of these bytes")
    algorithm: Literal["RSA-SHA256", "ECDSA-SHA256", "SM2-SM3"]
    certificate: str = Field(max_length=64 * 1024, description="X.509 certificate, PEM")
    signature: Base64Bytes = Field(description="over these bytes, base64")

    @field_validator("message_id")
    @classmethod
    def _is_uuid(cls, value: str) -> str:
        if str(UUID(value)) != value:
            raise ValueError("not a canonical UUID")
        return value

    @field_validator("sha256")
    @classmethod
    def _is_digest(cls, value: str) -> str:
        if not re.fullmatch(r"[0-9a-f]{64}", value):
            raise ValueError("not a SHA-256 in lower-case hex")
        return value


class Faults(BaseModel):
    """What goes wrong on the way, for every call of the public API; {} switches all off."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    drop_request: float = Field(default=0.0, ge=0, le=1, description="chance that a call is lost before any work")
    drop_answer: float = Field(default=0.0, ge=0, le=1, description="chance that the work is done but the answer lost")
    status_503: float = Field(default=0.0, ge=0, le=1, description="chance that a call is refused before any work")
    delay_ms: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0, le=600_000)]] = (0, 0)
    delayed: float = Field(default=1.0, ge=0, le=1, description="share of the calls that are delayed")
    linger_ms: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0, le=600_000)]] = Field(
        default=(0, 0), description="how long a message that came whole is worked on before it is held"
    )
    duplicate_receipts: bool = Field(default=False, description="every receipt delivered from now on comes twice")
    shuffle_receipts: bool = Field(default=False, description="receipts of new messages overtake each other")

    @model_validator(mode="after")
    def _from_low_to_high(self) -> Faults:
        if self.delay_ms[0] > self.delay_ms[1] or self.linger_ms[0] > self.linger_ms[1]:
            raise ValueError("delay_ms and linger_ms are [least, most]")
        return self


class Manifest(BaseModel):
    """What the manifest says of one bill; numbers as decimal text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bill_number: str = Field(min_length=1, max_length=32)
    voyage_number: str = Field(default="", max_length=32, description="empty: of any voyage")
    gross_weight: str = Field(pattern=r"^[0-9]{1,14}(\.[0-9]{1,5})?$", description="千克")
    packs: int = Field(ge=0)
    containers: int = Field(default=0, ge=0)
    traffic_mode: str = Field(default="", max_length=1)
    entry_day: str = Field(default="", pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", description="进境日, when declared")


class Manifests(BaseModel):
    """Manifests to hold: each replaces what was held of the same bill and voyage."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    manifests: tuple[Manifest, ...] = Field(max_length=1000)


class ManifestCheck(BaseModel):
    """核注 (check) or 反核注 (uncheck) of a 互市 declaration; names as in the public interface."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    operation: Literal["check", "uncheck"]
    manifest_id: str = Field(pattern=r"^[0-9]{13}$", description="货物运输批次号")
    bill_no: str = Field(default="", max_length=32)
    decl_traf_mode: Literal["4"] = "4"
    i_e_flag: Literal["I", "E"] = "I"
    customs_code: str = Field(pattern=r"^[0-9]{4}$")
    form_id: str = Field(min_length=1, max_length=21, description="互市申报单号")
    weight: str = Field(pattern=r"^[0-9]{1,14}(\.[0-9]{1,5})?$")


class BorderUse(BaseModel):
    """What a person used of a day's quota at another 互市区, for tests."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id_number: str = Field(pattern=r"^[0-9]{17}[0-9X]$", repr=False)
    day: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    zone: str = Field(pattern=r"^[0-9]{4}$")
    yuan: Decimal = Field(gt=0, le=100_000, decimal_places=2)


class Pace(BaseModel):
    """How fast declarations live."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seconds_per_stage: float = Field(ge=0, le=86_400)
