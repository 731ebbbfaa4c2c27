"""One software signer for all tests: making a key takes a while."""

import functools
import tempfile
from pathlib import Path

from app.declarations.message import XmlMessage
from app.declarations.signed import SignedMessage
from app.signing.demo_key import SoftwareSigner
from app.signing.signer import sign


@functools.cache
def signer() -> SoftwareSigner:
    """Return the tests' signer."""
    with tempfile.TemporaryDirectory() as folder:
        return SoftwareSigner.open(Path(folder))


def signed(message: XmlMessage) -> SignedMessage:
    """Return a message with a true signature."""
    return sign(message, signer())
