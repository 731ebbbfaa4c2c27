"""The line that tells what a chosen 监管方式 filled in and offers remark phrases still lacking; it fills nothing."""

from collections.abc import Callable

from app.ui.messages import Trouble, TroubleBar
from app.ui.models.bringing import Bringing, Brought
from app.ui.theme import Tone

KEY = "brought"
ADD, SEEN = "填备注用语", "知道了"


def tell_brought(bar: TroubleBar, bringing: Bringing, told: Brought) -> None:
    """Show it in the bar until it is taken note of; a later choice takes its place."""

    def over() -> None:
        bar.over(KEY)

    def add() -> None:
        over()
        bringing.add_phrases(told)

    actions: list[tuple[str, Callable[[], object]]] = [(SEEN, over)]
    if told.phrases:
        actions.append((ADD, add))
    bar.tell(Trouble(KEY, told.sentence, "", tuple(actions), Tone.INFO))
