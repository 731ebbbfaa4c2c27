"""The signer as the window sees it: asked in a thread of its own, for a card may take its fifteen seconds."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.signing.choice import SignerChoice, SignerKind
from app.signing.helper_process import Found
from app.signing.trouble import SignerUnavailable
from app.store.engine import StoreTrouble
from app.ui.desk.office import Office
from app.ui.pages.alive import while_alive
from app.ui.pages.background import Background
from app.work.bridge import Bridge
from app.work.signing import SigningSession
from app.work.signing_state import SignerState

T = TypeVar("T")
Failed = Callable[[str], None]
_DEMO = SignerState(SignerKind.DEMO, "演示档案：软件证书，无 PIN", True, False, 3)
_DRIVERS = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/opensc-pkcs11.so",
    "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
    "/usr/lib/libes_3000gm.so",
    "C:/Windows/System32/eps2003csp11.dll",
    "C:/Windows/System32/ShuttleCsp11_3003.dll",
    "C:/Windows/System32/WDPKCS.dll",
    "C:/Windows/System32/opensc-pkcs11.dll",
)
"""Where drivers of common UKeys put themselves; any other is chosen by its file."""


class DeskSigning(QObject):
    """SigningService over the one session of the home; ``changed`` when ``state()`` is another one."""

    changed = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._office = office
        self._bridge = Bridge(self)
        self._session: SigningSession | None = None
        self._thread: Background | None = None

    def employ(self, session: SigningSession) -> None:
        """Take the session on; before that the demonstration key is told of."""
        self._session = session
        session.changed = lambda: self._bridge.post(self._tell)
        self.changed.emit()

    def state(self) -> SignerState:
        """Return how it stands, without asking any card."""
        return _DEMO if self._session is None else self._session.state

    def choice(self) -> SignerChoice:
        """Return the key that is chosen."""
        return SignerChoice() if self._session is None else self._session.choice

    def modules(self) -> Sequence[str]:
        """Return the drivers of cards that are found on this computer."""
        return [path for path in _DRIVERS if Path(path).exists()]

    def look(self, choice: SignerChoice, done: Callable[[Sequence[Found]], object], failed: Failed) -> None:
        """List the certificates of a driver's cards, without a PIN."""
        self._run(lambda session: session.look(choice), done, failed)

    def choose(self, choice: SignerChoice, done: Callable[[SignerState], object], failed: Failed) -> None:
        """Sign with another key from now on."""
        self._run(lambda session: session.choose(choice), done, failed)

    def unlock(self, pin: str, done: Callable[[SignerState], object], failed: Failed) -> None:
        """Try a PIN once; what waits for it is signed at once."""

        def unlocked(state: SignerState) -> None:
            self._office.runner.wake(now=True)
            done(state)

        self._run(lambda session: session.unlock(pin), unlocked, failed)

    def lock(self, done: Callable[[SignerState], object], failed: Failed) -> None:
        """Forget the opened key: its PIN is asked for again."""

        def work(session: SigningSession) -> SignerState:
            session.lock()
            return session.state

        self._run(work, done, failed)

    def allow_again(self, done: Callable[[SignerState], object], failed: Failed) -> None:
        """Let PINs be tried again: the clerk has seen to the card elsewhere."""
        self._run(lambda session: session.allow_again(), done, failed)

    def _tell(self) -> None:
        self.changed.emit()

    def _run(self, work: Callable[[SigningSession], T], done: Callable[[T], object], failed: Failed) -> None:
        session = self._session
        if session is None:
            failed("程序还在启动，请稍候")
            return

        def guarded() -> tuple[T | None, str]:
            try:
                return work(session), ""
            except (SignerUnavailable, StoreTrouble) as error:
                return None, str(error)

        def answer(outcome: tuple[T | None, str]) -> None:
            value, sentence = outcome
            if value is None:
                failed(sentence)
            else:
                done(value)

        self._background().run(guarded, while_alive(self, answer), while_alive(self, failed))

    def _background(self) -> Background:
        if self._thread is None:
            app = QCoreApplication.instance()
            if app is None:
                raise RuntimeError("there is no application")
            self._thread = Background(app)
        return self._thread
