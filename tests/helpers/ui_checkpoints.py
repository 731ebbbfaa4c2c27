"""Checkpoints in memory for pages under test."""

from collections.abc import Sequence

from app.core.draft import Draft
from app.ui.pages.checkpoint_service import Version
from app.ui.pages.services import Done, Failed
from tests.helpers.ui_services import NOW


class FakeCheckpoints:
    """Answers at once; ``left`` is what a crash left behind."""

    def __init__(self, left: Version | None = None) -> None:
        self.lines: list[Version] = []
        self.left, self.kept, self.ended = left, list[Version](), list[str]()

    def versions(self, draft_id: str, done: Done[Sequence[Version]], failed: Failed) -> None:
        done(self.kept[::-1])

    def keep(self, draft_id: str, name: str, draft: Draft, done: Done[None], failed: Failed) -> None:
        self.kept.append(Version(f"检查点 {name}" if name else "恢复之前", NOW, draft.copy()))
        done(None)

    def earlier(self, draft_id: str, draft: Draft, row: int, done: Done[Sequence[Version]], failed: Failed) -> None:
        done(self.lines)

    def opened(self, draft_id: str, done: Done[Version | None], failed: Failed) -> None:
        done(self.left)

    def closed(self, draft_id: str) -> None:
        self.ended.append(draft_id)
