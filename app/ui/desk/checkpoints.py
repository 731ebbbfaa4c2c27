"""CheckpointService over the store; one run of the program is known by its own id."""

from collections.abc import Callable, Sequence

from app.core.draft import Draft
from app.declarations.number import new_id
from app.store import checkpoints
from app.store.checkpoints import Cause, Checkpoint
from app.store.engine import Connection
from app.store.goods_history import EarlierLine, earlier_lines
from app.store.goods_lines import SECTION
from app.ui.desk.office import Office
from app.ui.pages.checkpoint_service import Version
from app.work.news import Done

Failed = Callable[[str], None]
CRASHED = "上次打开时"


class DeskCheckpoints:
    """Checkpoints of one home."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._run = new_id(office.clock.now())

    def versions(self, draft_id: str, done: Callable[[Sequence[Version]], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Sequence[Version]:
            return [_version(one) for one in checkpoints.list_checkpoints(connection, draft_id)]

        self._office.ask(operation, done, failed)

    def keep(self, draft_id: str, name: str, draft: Draft, done: Callable[[None], None], failed: Failed) -> None:
        copy = draft.copy()
        cause = Cause.NAMED if name.strip() else Cause.BEFORE

        def operation(connection: Connection) -> Done[None]:
            checkpoints.keep_checkpoint(connection, draft_id, cause, name, copy, self._office.clock.now())
            return Done(None)

        self._office.change(operation, done, failed)

    def earlier(
        self, draft_id: str, draft: Draft, row: int, done: Callable[[Sequence[Version]], None], failed: Failed
    ) -> None:
        copy = draft.copy()

        def operation(connection: Connection) -> Sequence[Version]:
            return [_filled(copy, row, one) for one in earlier_lines(connection, draft_id, copy, row)]

        self._office.ask(operation, done, failed)

    def opened(self, draft_id: str, done: Callable[[Version | None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[Version | None]:
            now = self._office.clock.now()
            left = checkpoints.note_open(connection, draft_id, self._run, now)
            checkpoints.keep_opened(connection, draft_id, now)
            return Done(None if left is None else Version(CRASHED, left.opened_at, left.draft))

        self._office.change(operation, done, failed)

    def closed(self, draft_id: str) -> None:
        def operation(connection: Connection) -> Done[None]:
            checkpoints.note_closed(connection, draft_id, self._run)
            return Done(None)

        self._office.note(operation)


def _version(one: Checkpoint) -> Version:
    return Version(f"{one.cause.value} {one.name}".strip(), one.made_at, one.draft)


def _filled(draft: Draft, row: int, line: EarlierLine) -> Version:
    shown = draft.copy()
    for relative, text in line.texts.items():
        shown.put(f"{SECTION}[{row}].{relative}", text)
    return Version(f"{line.firm or '未填企业'} {line.number}", line.at, shown)
