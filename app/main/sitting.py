"""One sitting at the window, from the question for the passphrase to its orderly end; a restore comes between two."""

from datetime import datetime

from app.core.clock import Clock
from app.main import front_door
from app.main.desk import Home, key_of_folder
from app.main.keeping import ToldKey
from app.main.window import Running, running
from app.store.key_slots import SystemKeyring
from app.ui.desk.application import application, ready_again
from app.ui.desk.summoned import Summoned
from app.ui.theme import Tone
from app.work.restoring import Outcome, carry_out


def sit(home: Home, clock: Clock, now: datetime | None) -> bool:
    """Open the window and stay until it is closed; tells whether it is to be opened again. Raises StoreTrouble.

    ``now`` is the clock's start if it was set by hand.
    """
    application()
    key_of = None
    if front_door.is_needed(home) and (key_of := front_door.ask(home)) is None:
        return False
    outcome, key_of = put_back(home, clock, key_of)
    with running(home, clock, now, key_of=key_of) as program:
        program.window.window.show()
        program.window.begin()
        Summoned(program.window.window, home.folder)
        _tell(program, outcome)
        ready_again().exec()
        return program.again.is_set()


def put_back(home: Home, clock: Clock, key_of: ToldKey | None) -> tuple[Outcome | None, ToldKey | None]:
    """Carry out a restore that was ordered; returns how it ended and the key that was told, if it is still needed."""
    outcome = carry_out(home.folder, SystemKeyring(), clock.now(), key_of or key_of_folder)
    if outcome is not None and outcome.restored and key_of is not None and not front_door.is_needed(home):
        return outcome, None
    return outcome, key_of


def _tell(program: Running, outcome: Outcome | None) -> None:
    if outcome is not None:
        strip = program.window.window.strip
        strip.say(Tone.OK if outcome.restored else Tone.ERR, outcome.sentence, [("知道了", strip.be_quiet)])
