"""Whom the program takes for its gateway: told by the command, the environment or the settings, or built in."""

import os
from pathlib import Path

from app.main.desk import Home
from app.transport.http import is_here
from app.transport.tls import CA_FILE, RECEIPTS_FILE, Trust

TRUST = "PORTDESK_TRUST"
"""Environment variable naming a folder of ca.pem, pins.txt, client.pem, client.key, receipts.pem, as far as used."""


def trust_for(home: Home, url: str, told: Trust, folder: Path | None = None) -> Trust:
    """Return what to believe of the gateway at ``url`` ("": the built-in one); raises TrustUnusable.

    ``folder`` (of a command) comes before the environment, that before the settings (``told``). Where nobody told
    anything and https is served on this machine, the demonstration CA of this home's own gateway is believed.
    """
    own = home.gateway / "tls"
    if not url:
        return Trust(receipt_certificate=own / RECEIPTS_FILE)
    named = folder or (Path(os.environ[TRUST]) if os.environ.get(TRUST) else None)
    if named is not None:
        return Trust.in_folder(named)
    if told == Trust() and url.startswith("https:") and is_here(url) and (own / CA_FILE).is_file():
        return Trust.in_folder(own)
    return told
