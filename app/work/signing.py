"""The one signer of a home: opens the chosen key in the helper, asks a PIN once, counts tries, refuses old papers.

It never keeps a PIN. ``state`` and what it holds may be read from any thread at any time; everything else may take as
long as a card's driver does.
"""

import contextlib
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.core.clock import Clock
from app.declarations.signed import Algorithm, algorithm_of
from app.signing.choice import SignerChoice, SignerKind, choice_of
from app.signing.facts import CertificateFacts, facts_of, refuse_outdated
from app.signing.helper_process import Found, Helper
from app.signing.trouble import SENTENCES, Cause, SignerUnavailable, unavailable
from app.store import pin_tries
from app.store.audit import record
from app.store.engine import Database
from app.store.settings import get_setting, put_setting
from app.work.signing_state import SignerState

SETTING = "signer"
SEEN = "signer.seen"
"""Setting with the certificate each key showed when it was last opened: the self-check asks for no PIN."""
PinFile = Callable[[], str]
"""Reads the PIN where nobody can be asked; raises OSError, UnicodeDecodeError, IndexError."""

# Said before the card was shown the PIN: such a try cost nothing and is given back.
_FREE = frozenset(
    {
        Cause.NO_CARD,
        Cause.NO_DRIVER,
        Cause.NO_CERTIFICATE,
        Cause.FILE,
        Cause.UNSUPPORTED,
        Cause.CARD_LOCKED,
        Cause.PIN_BLOCKED,
        Cause.OTHER,
    }
)


class SigningSession:
    """A Signer over the helper process; ``changed`` is called (from any thread) when ``state`` is another one."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        demo_folder: Path,
        helper: Helper | None = None,
        pin_file: PinFile | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._demo_folder = demo_folder
        self._helper = helper or Helper()
        self._pin_file = pin_file
        self._busy = threading.RLock()
        self._certificate = ""
        self.changed: Callable[[], object] = lambda: None
        self._choice = SignerChoice()
        self._state = SignerState(SignerKind.DEMO, "", True, False, pin_tries.MOST)
        self._read_choice()
        database.when_locked(self.lock)  # who opens the data again shows the card its PIN again

    @property
    def state(self) -> SignerState:
        """How it stands, as far as known without asking a card."""
        return self._state

    @property
    def choice(self) -> SignerChoice:
        """The key that is chosen."""
        return self._choice

    @property
    def certificate(self) -> str:
        """The opened key's certificate (PEM); raises SignerUnavailable."""
        with self._busy:
            self._open()
            return self._certificate

    @property
    def algorithm(self) -> Algorithm:
        """The algorithm the opened key's certificate calls for; raises SignerUnavailable."""
        return algorithm_of(self.certificate)

    def sign(self, data: bytes) -> bytes:
        """Return the signature over exactly these bytes; raises SignerUnavailable."""
        with self._busy:
            try:
                self._open()
                refuse_outdated(self._certificate, self._clock.now())
                signature = self._helper.sign(data)
            except SignerUnavailable as error:
                self._note(error)
                raise
            self._note(None)
            return signature

    def unlock(self, pin: str) -> SignerState:
        """Open the key with a PIN somebody typed; raises SignerUnavailable with what is left, StoreTrouble."""
        with self._busy:
            try:
                self._try(pin)
                refuse_outdated(self._certificate, self._clock.now())
            except SignerUnavailable as error:
                self._note(error)
                raise
            self._note(None)
            return self._state

    def lock(self) -> None:
        """Forget the session: the PIN is asked for again."""
        with self._busy, contextlib.suppress(SignerUnavailable):
            self._helper.close()
        self._certificate = ""
        self._note(None)

    def look(self, choice: SignerChoice) -> tuple[Found, ...]:
        """Return the certificates a driver shows without a PIN; raises SignerUnavailable."""
        return self._helper.found(choice.module) if choice.kind is SignerKind.TOKEN else ()

    def choose(self, choice: SignerChoice) -> SignerState:
        """Sign with another key from now on; raises StoreTrouble."""
        with self._busy:
            now = self._clock.now()
            with self._database.writing() as connection:
                put_setting(connection, SETTING, choice.to_dict(), now)
                record(connection, now, "本机", "signer.chosen", choice.kind.value)
            with contextlib.suppress(SignerUnavailable):
                self._helper.close()
            self._certificate = ""
            self._read_choice()
            return self._state

    def allow_again(self) -> SignerState:
        """Try PINs of the chosen key again after its tries were used up; raises StoreTrouble."""
        with self._busy:
            with self._database.writing() as connection:
                pin_tries.allow_again(connection, self._choice.name, self._clock.now())
            self._note(None)
            return self._state

    def facts(self) -> CertificateFacts:
        """Return the facts of the certificate that signs, opening the key if need be; raises SignerUnavailable."""
        return facts_of(self.certificate)

    def _read_choice(self) -> None:
        with self._database.reading() as connection:
            chosen = choice_of(get_setting(connection, SETTING))
        demo = SignerChoice(SignerKind.DEMO, str(self._demo_folder))
        self._choice = demo if chosen.kind is SignerKind.DEMO else chosen
        self._note(None)

    def _open(self) -> None:
        """See to it that the key is open: at once where no PIN is needed, by the PIN file once, else by nobody."""
        if self._helper.is_open and self._certificate:
            return
        self._certificate = ""
        if not self._choice.has_pin:
            self._certificate = self._helper.open(self._choice, "")
            return
        pin_file, self._pin_file = self._pin_file, None  # a PIN that is wrong once is wrong again
        if pin_file is None:
            self._refuse_without_card()
            raise unavailable(Cause.PIN_BLOCKED if self._left() <= 0 else Cause.PIN_WANTED)
        try:
            pin = pin_file()
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise SignerUnavailable("PIN 文件无法读取，请检查 PORTDESK_PIN_FILE", Cause.PIN_WANTED) from error
        self._try(pin)

    def _refuse_without_card(self) -> None:
        """Do not ask for the PIN of a card that was pulled out before it is in again."""
        if self._state.cause is Cause.NO_CARD:
            choice, found = self._choice, self._helper.found(self._choice.module)
            if not any(
                choice.token in ("", one.token_serial) and choice.certificate.lower() in ("", one.certificate.serial)
                for one in found
            ):
                raise unavailable(Cause.NO_CARD)

    def _try(self, pin: str) -> None:
        """Show the key a PIN; the try is on disk before the card sees it."""
        name, before = self._choice.name, self._spend()
        try:
            self._certificate = self._helper.open(self._choice, pin)
        except SignerUnavailable as error:
            left = pin_tries.MOST - before - 1
            if error.cause in _FREE:
                self._keep(name, before)
            if error.cause is not Cause.PIN_WRONG:
                raise
            if left <= 0:
                raise unavailable(Cause.PIN_BLOCKED) from error
            raise SignerUnavailable(f"{SENTENCES[Cause.PIN_WRONG]}，还可试 {left} 次", Cause.PIN_WRONG) from error
        self._remember(name)

    def _spend(self) -> int:
        """Count one try and return how many there were before; raises SignerUnavailable when none is left."""
        now = self._clock.now()
        with self._database.writing() as connection:
            before = pin_tries.tried(connection, self._choice.name)
            if before >= pin_tries.MOST:
                raise unavailable(Cause.PIN_BLOCKED)
            pin_tries.note_tries(connection, self._choice.name, before + 1, now)
        return before

    def _remember(self, name: str) -> None:
        """The PIN was right: no try counts any more, and the certificate is known from now on."""
        now = self._clock.now()
        with self._database.writing() as connection:
            pin_tries.note_tries(connection, name, 0, now)
            put_setting(connection, SEEN, {name: self._certificate}, now)

    def _keep(self, name: str, tries: int) -> None:
        with self._database.writing() as connection:
            pin_tries.note_tries(connection, name, tries, self._clock.now())

    def _left(self) -> int:
        if not self._choice.has_pin:
            return pin_tries.MOST
        if self._database.locked:
            return self._state.tries_left
        with self._database.reading() as connection:
            return max(0, pin_tries.MOST - pin_tries.tried(connection, self._choice.name))

    def _note(self, error: SignerUnavailable | None) -> None:
        """Bring ``state`` up to date."""
        opened = bool(self._certificate) and self._helper.is_open
        facts = facts_of(self._certificate) if self._certificate else None
        left = self._left()
        needs = self._choice.has_pin and not opened
        ready = error is None and not needs and left > 0
        cause = error.cause if error is not None else None
        sentence = str(error) if error is not None else self._sentence(facts, needs, left)
        state = SignerState(self._choice.kind, sentence, ready, needs and left > 0, left, facts, cause)
        if state != self._state:
            self._state = state
            self.changed()

    def _sentence(self, facts: CertificateFacts | None, needs: bool, left: int) -> str:
        if not self._choice.has_pin:
            return "演示档案：软件证书，无 PIN"
        if left <= 0:
            return SENTENCES[Cause.PIN_BLOCKED]
        if needs or facts is None:
            return f"请输入 PIN，还可试 {left} 次"
        return f"已就绪：{facts.owner}，有效期到 {_day(facts.until, self._clock.now())}"


def _day(moment: datetime, now: datetime) -> str:
    return f"{moment.astimezone(now.tzinfo):%Y-%m-%d}"
