"""The TLS settings of the gateway as a person gives them: names of files, pins, a proxy; it opens no connection."""

from collections.abc import Mapping
from pathlib import Path

from app.store.engine import Connection
from app.store.settings import get_setting
from app.transport.tls import Trust, TrustUnusable, context_of
from app.wire.receipt_seal import ReceiptSeal, SealUnusable

KEYS = ("gateway_ca", "gateway_pins", "client_certificate", "client_key", "receipt_certificate", "gateway_proxy")
"""Names of the settings, each a text, empty where nothing is set; of the pins one or two, apart by white space."""


def trust_of(told: Mapping[str, str]) -> Trust:
    """Return what settings by name come to; raises TrustUnusable for a pin that is none."""

    def path(name: str) -> Path | None:
        return Path(told[name].strip()) if told.get(name, "").strip() else None

    return Trust(
        ca=path("gateway_ca"),
        pins=tuple(told.get("gateway_pins", "").split()),
        client_certificate=path("client_certificate"),
        client_key=path("client_key"),
        receipt_certificate=path("receipt_certificate"),
        proxy=told.get("gateway_proxy", "").strip(),
    )


def trust_told(connection: Connection) -> Trust:
    """Return what a person has set; raises TrustUnusable."""
    return trust_of({key: str(get_setting(connection, f"preferences.{key}", "")) for key in KEYS})


def check_trust(told: Mapping[str, str]) -> None:
    """Raise TrustUnusable, with the file to choose again, unless every file named can be used; reads them."""
    trust = trust_of(told)
    context_of(trust)
    try:
        if trust.receipt_certificate is not None:
            ReceiptSeal.of(trust.receipt_certificate)
    except SealUnusable as error:
        raise TrustUnusable(str(error)) from error
