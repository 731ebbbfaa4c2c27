"""Which key signs, as the settings keep it: kind, place and certificate; never a PIN."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class SignerKind(StrEnum):
    """Where the key is."""

    DEMO = "demo"
    FILE = "file"  # PKCS#12
    TOKEN = "token"  # PKCS#11: a card or UKey


@dataclass(frozen=True, slots=True)
class SignerChoice:
    """The chosen key: a PKCS#12 ``path``, or driver ``module``, ``token`` serial and ``certificate`` serial (hex).

    For the demonstration key ``path`` is the folder it lies in.
    """

    kind: SignerKind = SignerKind.DEMO
    path: str = ""
    module: str = ""
    token: str = ""
    certificate: str = ""

    @property
    def name(self) -> str:
        """Return what its PIN tries are counted under: the same key by whatever driver."""
        return f"{self.kind.value}:{self.token or self.path}"

    @property
    def has_pin(self) -> bool:
        """Whether somebody has to be asked before it signs."""
        return self.kind is not SignerKind.DEMO

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {**asdict(self), "kind": self.kind.value}


def choice_of(kept: object) -> SignerChoice:
    """Return a choice from JSON; what cannot be understood is the demonstration key."""
    if not isinstance(kept, Mapping):
        return SignerChoice()
    try:
        texts = {name: str(kept.get(name, "")) for name in ("path", "module", "token", "certificate")}
        return SignerChoice(SignerKind(str(kept.get("kind"))), **texts)
    except ValueError:
        return SignerChoice()
