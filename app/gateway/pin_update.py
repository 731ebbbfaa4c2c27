"""Announces the public keys callers are to pin from now on, signed with the receipts' key; it sends nothing itself."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from app.gateway.receipt_key import ReceiptKey
from app.gateway.tls import PINS_FILE, write

UPDATE_FILE = "pins.json"


def announce(data_dir: Path, key: ReceiptKey, now: datetime) -> None:
    """Write `data_dir`/tls/pins.json where it has pins.txt; a later one has a higher number. Raises OSError."""
    folder = data_dir / "tls"
    if not (folder / PINS_FILE).is_file():
        return
    pins = (folder / PINS_FILE).read_text("ascii").split()
    number, issued = int(now.timestamp()), now.isoformat(timespec="seconds")
    statement = "\n".join(["pin-update-1", str(number), issued, *pins]).encode("ascii")
    document = {"pin_update": 1, "number": number, "issued": issued, "pins": pins, **key.signed(statement)}
    write(folder / UPDATE_FILE, json.dumps(document, indent=1).encode("ascii"), 0o644)
