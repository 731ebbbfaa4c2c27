"""The asking side of the helper process: every question has a deadline, every failure a cause; a PIN only passes by."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.aside.child import Child, ChildGone, ChildHung
from app.aside.frames import Frame
from app.declarations.signed import CertificateUnusable
from app.signing.choice import SignerChoice
from app.signing.facts import CertificateFacts, facts_of
from app.signing.trouble import Cause, SignerUnavailable, unavailable

MODULE = "app.signing.helper_child"
DEADLINE = 15.0  # seconds; drivers of cards hang

_shared = Child(MODULE)  # one for all of this process: it starts at the first signature and stays


@dataclass(frozen=True, slots=True)
class Found:
    """One certificate on a token; ``usable`` tells whether we can sign with its kind of key, ``why`` not."""

    token_label: str
    token_serial: str
    certificate: CertificateFacts
    usable: bool
    why: str = ""


class Helper:
    """One session with the helper process, at most one opened key. Callable from any thread, one call at a time."""

    def __init__(self, child: Child | None = None, seconds: float = DEADLINE) -> None:
        self._child = child or _shared
        self._seconds = seconds
        self._session = secrets.token_hex(8)
        self._opened_in = 0

    @property
    def is_open(self) -> bool:
        """Whether the key that was opened can still be there: a helper that was replaced knows nothing of it."""
        return self._opened_in != 0 and self._opened_in == self._child.number and self._child.pid is not None

    def found(self, module: str) -> tuple[Found, ...]:
        """Return the certificates on all tokens of a driver; raises SignerUnavailable."""
        answer = self._ask({"act": "tokens", "module": module})
        listed = [(str(label), str(serial), str(pem)) for label, serial, pem in answer.head.get("found", ())]
        return tuple(one for told in listed if (one := _found(*told)) is not None)

    def open(self, choice: SignerChoice, pin: str) -> str:
        """Open the chosen key and return its certificate (PEM); raises SignerUnavailable."""
        self._opened_in = 0
        answer = self._ask({"act": "open", "choice": choice.to_dict()}, pin.encode("utf-8"))
        self._opened_in = self._child.number
        return str(answer.head.get("certificate"))

    def sign(self, data: bytes) -> bytes:
        """Return the opened key's signature over the bytes; raises SignerUnavailable."""
        try:
            return self._ask({"act": "sign"}, data).body
        except SignerUnavailable:
            self._opened_in = 0
            raise

    def close(self) -> None:
        """Let the helper forget the key; one that was never started is not started for it."""
        if self.is_open:
            self._opened_in = 0
            self._ask({"act": "close"})

    def _ask(self, head: Mapping[str, Any], body: bytes = b"") -> Frame:
        try:
            answer = self._child.ask({**head, "session": self._session}, body, seconds=self._seconds)
        except ChildHung as error:
            raise unavailable(Cause.HUNG) from error
        except ChildGone as error:
            raise unavailable(Cause.CRASHED) from error
        except OSError as error:
            raise SignerUnavailable("无法启动签名程序，请关闭一些程序后再试") from error
        cause = answer.head.get("error")
        if cause is not None:
            raise SignerUnavailable(str(answer.head.get("sentence", "")), Cause(str(cause)))
        return answer


def _found(label: str, serial: str, pem: str) -> Found | None:
    try:
        facts = facts_of(pem)
    except CertificateUnusable:
        return None
    why = "" if facts.algorithm else "密钥类型暂不支持"
    return Found(label.strip(), serial, facts, bool(facts.algorithm), why)
