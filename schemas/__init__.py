"""Says where the XML Schema of each message lies, by kind and version; parses nothing, standard library only."""

from enum import StrEnum
from pathlib import Path

VERSION = "4.8"
"""The version of DecMessage this program writes; older and newer ones are read by re-writing them into this form."""

NAMESPACE = "http://www.chinaport.gov.cn/dec"
"""Default namespace of DecMessage and DecImportResponse; DEC_RESULT has none."""

REQUEST_VERSION = "1.0"
REQUEST_NAMESPACE = "urn:portdesk:request:1.0"
"""Version and namespace of DecRequest, a design of our own (SOURCE.md)."""

BORDER_TRADE_VERSION = "1.0"
BORDER_TRADE_NAMESPACE = "urn:portdesk:border-trade:1.0"
"""Version and namespace of IgdsDcl, the 互市 declaration, a design of our own (SOURCE.md)."""

_ROOT = Path(__file__).resolve().parent


class Kind(StrEnum):
    """The documents there is a schema for, named by their root element."""

    MESSAGE = "DecMessage"
    IMPORT_RESPONSE = "DecImportResponse"
    RECEIPT = "DEC_RESULT"
    REQUEST = "DecRequest"
    BORDER_TRADE = "IgdsDcl"


class UnknownSchema(LookupError):
    """There is no schema of that kind in that version."""


def versions(kind: Kind) -> tuple[str, ...]:
    """The versions there is a schema of `kind` for, oldest first; receipts carry no version and answer ("",)."""
    if kind is Kind.RECEIPT:
        return ("",)
    folder = {Kind.REQUEST: "request", Kind.BORDER_TRADE: "border_trade"}.get(kind, "dec")
    return tuple(sorted(path.parent.name for path in _ROOT.glob(f"{folder}/*/{kind}.xsd")))


def path_of(kind: Kind, version: str = VERSION) -> Path:
    """The file of one schema; `version` is of the declaration's messages alone. Raises UnknownSchema."""
    folders = {
        Kind.RECEIPT: _ROOT / "receipts",
        Kind.REQUEST: _ROOT / "request" / REQUEST_VERSION,
        Kind.BORDER_TRADE: _ROOT / "border_trade" / BORDER_TRADE_VERSION,
    }
    path = folders.get(kind, _ROOT / "dec" / version) / f"{kind}.xsd"
    if not path.is_file():
        raise UnknownSchema(f"no schema {kind} in version {version!r}")
    return path
