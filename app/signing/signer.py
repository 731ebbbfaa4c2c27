"""What signs a message, whoever holds the key; the type of a signed message verifies before anything is sent."""

from typing import Protocol

from app.declarations.message import XmlMessage
from app.declarations.signed import Algorithm, SignedMessage


class Signer(Protocol):
    """Holder of one operator's key: a card, a helper process or a file."""

    @property
    def certificate(self) -> str:
        """The operator's certificate as PEM text; raises SignerUnavailable."""
        ...

    @property
    def algorithm(self) -> Algorithm:
        """The algorithm the certificate calls for; raises SignerUnavailable."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the signature over exactly these bytes; raises SignerUnavailable."""
        ...


def sign(message: XmlMessage, signer: Signer) -> SignedMessage:
    """Return the message signed; raises SignerUnavailable, or SignatureInvalid if the signer answered nonsense."""
    return SignedMessage(message, signer.sign(message.content), signer.certificate)
