"""The helper process: it alone sees PINs and opens keys; run with -m, imported by nobody else."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from app.aside.core_files import forbid_core_files
from app.aside.frames import Frame
from app.aside.serve import serve
from app.signing.choice import SignerChoice, SignerKind, choice_of
from app.signing.trouble import Cause, SignerUnavailable, unavailable

_LONGEST = 60.0  # seconds after which a stuck driver takes this process down even when nobody waits any more


class Key(Protocol):
    """An opened private key."""

    @property
    def certificate(self) -> str:
        """Its certificate as PEM text."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return a signature; raises SignerUnavailable."""
        ...


_keys: dict[str, Key] = {}


def answer(frame: Frame) -> Frame:
    """Do what a frame asks; a refusal is told by its cause and sentence, a defect by its kind alone."""
    try:
        return _ACTS[str(frame.head.get("act"))](frame)
    except SignerUnavailable as error:
        if error.cause in (Cause.NO_CARD, Cause.REFUSED):
            _forget(str(frame.head.get("session")))  # a card that went out asks for its PIN again
        return Frame({"error": error.cause.value, "sentence": str(error)})
    except Exception as error:  # noqa: BLE001 - a driver's binding may raise anything; the parent names it
        return Frame({"error": Cause.REFUSED.value, "sentence": "", "kind": type(error).__name__})


def _tokens(frame: Frame) -> Frame:
    from app.signing.token_key import on_tokens

    found = on_tokens(str(frame.head.get("module")))
    return Frame({"found": [[one.label, one.serial, one.certificate] for one in found]})


def _open(frame: Frame) -> Frame:
    session, choice = str(frame.head.get("session")), choice_of(frame.head.get("choice"))
    _forget(session)
    key = _opened(choice, frame.body.decode("utf-8"))
    _keys[session] = key
    return Frame({"certificate": key.certificate})


def _opened(choice: SignerChoice, pin: str) -> Key:
    if choice.kind is SignerKind.TOKEN:
        from app.signing.token_key import open_token

        return open_token(choice, pin)
    if choice.kind is SignerKind.FILE:
        from app.signing.file_key import open_file

        return open_file(Path(choice.path), pin)
    from app.signing.demo_key import SoftwareSigner

    return SoftwareSigner.open(Path(choice.path))


def _sign(frame: Frame) -> Frame:
    key = _keys.get(str(frame.head.get("session")))
    if key is None:
        raise unavailable(Cause.PIN_WANTED)
    return Frame({}, key.sign(frame.body))


def _close(frame: Frame) -> Frame:
    _forget(str(frame.head.get("session")))
    return Frame({})


def _forget(session: str) -> None:
    key = _keys.pop(session, None)
    close = getattr(key, "close", None)
    if close is not None:
        close()


_ACTS: Mapping[str, Callable[[Frame], Frame]] = {"tokens": _tokens, "open": _open, "sign": _sign, "close": _close}


if __name__ == "__main__":
    forbid_core_files()
    serve(answer, _LONGEST)
