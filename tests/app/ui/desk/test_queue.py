"""The queue as the desk brings it: what each message waits for in words, and a person's wishes that take effect."""

import pytest

from app.declarations.status import Status
from app.ui.pages.services import QueueItem
from tests.helpers.bureau import Bureau, Refused
from tests.helpers.scenarios import SCENARIOS

ONE, TWO = "PDQ0000000001", "PDQ0000000002"


def queue(bureau: Bureau) -> list[QueueItem]:
    found: list[QueueItem] = bureau.ask(bureau.submissions.queue)
    return found


def test_paused_held_preferred_and_sent(bureau: Bureau) -> None:
    service = bureau.submissions
    assert bureau.ask(service.pause, True).paused
    first, second = (bureau.keep(SCENARIOS["S01"].build(), number) for number in (ONE, TWO))
    for draft in (first, second):
        bureau.file(draft)
    bureau.ask(service.wish, second, False, True)
    bureau.ask(service.wish, first, True, False)
    bureau.until(lambda: queue(bureau)[0].reason.startswith("队列已暂停"))
    assert [(one.draft_id, one.first, one.held) for one in queue(bureau)] == [
        (second, True, False),
        (first, False, True),
    ]
    assert queue(bureau)[1].reason == "已留下不发，按 H 放行"
    assert bureau.gateway.sent == []
    assert not bureau.ask(service.pause, False).paused
    bureau.until_status(second, Status.SENT)
    assert [one.draft_id for one in queue(bureau)] == [first]
    with pytest.raises(Refused, match="已经发出"):
        bureau.ask(service.wish, second, True, False)
    bureau.ask(service.wish, first, False, False)
    bureau.until_status(first, Status.SENT)
