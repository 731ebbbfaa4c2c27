"""The exact bytes of a rendered message, as a type of their own; it renders, signs and sends nothing."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class XmlMessage:
    """Schema-valid bytes of one declaration and the number its filer gave it (DecSign/ClientSeqNo)."""

    content: bytes
    client_seq_no: str
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        # Computed here and nowhere else, so that a digest can never belong to other bytes.
        object.__setattr__(self, "sha256", hashlib.sha256(self.content).hexdigest())
