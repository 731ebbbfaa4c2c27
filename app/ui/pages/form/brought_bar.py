"""Tells what a chosen 监管方式 filled in and offers remark phrases still lacking; it fills nothing."""

from collections.abc import Callable
from functools import partial

from app.ui.messages import Trouble, TroubleBar
from app.ui.models.bringing import Bringing, Brought
from app.ui.models.document import DraftDocument
from app.ui.theme import Tone

KEY = "brought"
ADD, SEEN = "填备注用语", "知道了"
Say = Callable[[str, Tone], object]


def watch_brought(bar: TroubleBar, bringing: Bringing, document: DraftDocument, say: Say) -> None:
    """Tell from now on; an undo, and a declaration that can no more be changed, end what is told."""
    bringing.brought.connect(partial(_tell, bar, bringing, say))
    document.went.connect(lambda _path: bar.over(KEY))
    document.lock_changed.connect(lambda *_: bar.over(KEY))


def _tell(bar: TroubleBar, bringing: Bringing, say: Say, told: Brought) -> None:
    """Say it in passing; what is to be decided stays in the bar. A later choice takes its place."""

    def over() -> None:
        bar.over(KEY)

    def add() -> None:
        over()
        bringing.add_phrases(told)

    over()
    if told.phrases:
        bar.tell(Trouble(KEY, told.sentence, "", ((SEEN, over), (ADD, add)), Tone.INFO))
    else:
        say(told.sentence, Tone.OK)
