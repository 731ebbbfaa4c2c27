"""A signed file by which the gateway tells the public keys it will use: read, verified, put in the place of the old.

Only the holder of the key that signs its receipts can write one, and none is taken twice or after a newer one; so a
gateway may change its keys without anybody having to compare fingerprints over the telephone.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.store import audit
from app.store.engine import Connection
from app.store.settings import get_setting, put_setting
from app.transport.tls import MOST_PINS, Trust, TrustUnusable, is_pin
from app.wire.receipt_seal import ReceiptSeal, SealUnusable

PINS, NUMBER = "preferences.gateway_pins", "gateway.pins_number"
LARGEST = 16 * 1024
_NONE = "这不是公钥指纹更新文件，或内容不完整，没有改动任何设置"
_FORGED = "公钥指纹更新文件的签名与登记的回执证书不符，可能是伪造的，没有改动任何设置；请向网关管理方核实"
_NO_SEAL = "没有登记网关的回执证书，无法核对更新文件的签名；请先在设置里指定回执证书"
_OLD = "这份公钥指纹更新不比现用的新，没有改动任何设置"


@dataclass(frozen=True, slots=True)
class PinUpdate:
    """What such a file says: the key in use and the next one; ``number`` grows from update to update."""

    number: int
    issued: str
    pins: tuple[str, ...]

    @property
    def statement(self) -> bytes:
        """What is signed."""
        return "\n".join(["pin-update-1", str(self.number), self.issued, *self.pins]).encode("utf-8")


def read_update(content: bytes, trust: Trust) -> PinUpdate:
    """Return what a file says if the gateway's receipt key has signed it; raises TrustUnusable."""
    if trust.receipt_certificate is None:
        raise TrustUnusable(_NO_SEAL)
    try:
        seal = ReceiptSeal.of(trust.receipt_certificate)
    except SealUnusable as error:
        raise TrustUnusable(str(error)) from error
    update, signature, signer = _parsed(content)
    if seal.fault_in(update.statement, signature, signer) is not None:
        raise TrustUnusable(_FORGED)
    return update


def take(connection: Connection, update: PinUpdate, now: datetime) -> None:
    """Pin what an update says from now on, and note it in the audit; raises TrustUnusable for one that is not newer."""
    if update.number <= int(get_setting(connection, NUMBER, 0)):
        raise TrustUnusable(_OLD)
    put_setting(connection, NUMBER, update.number, now)
    put_setting(connection, PINS, "\n".join(update.pins), now)
    audit.record(connection, now, "本机", "gateway.pins", "gateway", {"number": str(update.number)})


def _parsed(content: bytes) -> tuple[PinUpdate, bytes, str]:
    try:
        if len(content) > LARGEST:
            raise ValueError
        document: Any = json.loads(content)
        pins = [str(one) for one in document["pins"]]
        if document["pin_update"] != 1 or not 1 <= len(pins) <= MOST_PINS or not all(map(is_pin, pins)):
            raise ValueError
        signature = base64.b64decode(str(document["signature"]), validate=True)
        update = PinUpdate(int(document["number"]), str(document["issued"]), tuple(pins))
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as error:
        raise TrustUnusable(_NONE) from error
    return update, signature, str(document.get("signer", ""))
