"""How the signer stands, for people: a plain value, made without asking any card."""

from dataclasses import dataclass

from app.signing.choice import SignerKind
from app.signing.facts import CertificateFacts
from app.signing.trouble import Cause


@dataclass(frozen=True, slots=True)
class SignerState:
    """Kind, one Chinese sentence, whether it signs without asking, whether a PIN is wanted and how many tries are left.

    ``certificate`` is known once the key was opened; ``cause`` is what last stood in the way.
    """

    kind: SignerKind
    sentence: str
    ready: bool
    needs_pin: bool
    tries_left: int
    certificate: CertificateFacts | None = None
    cause: Cause | None = None

    @property
    def blocked(self) -> bool:
        """Whether no PIN is tried any more."""
        return self.tries_left <= 0
