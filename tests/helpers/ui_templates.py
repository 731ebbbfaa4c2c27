"""Templates in memory for pages under test."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from app.core.draft import Draft, Mode
from app.ui.pages.services import Done, Failed
from app.ui.pages.template_service import Template, TemplateRow

USED = datetime.fromisoformat("2026-11-18T09:00:00+08:00")


def template_row(number: int, name: str, letters: str, mode: Mode = Mode.ADVANCE) -> TemplateRow:
    """Return a template of imports as the lists show it."""
    return TemplateRow(f"t-{number}", name, letters, "import", mode, "测试能源公司", "一般贸易", "甘其毛都海关", USED)


class FakeTemplates:
    """Answers at once; ``calls`` says what was done."""

    def __init__(self, rows: Sequence[TemplateRow] = (), held: Template | None = None) -> None:
        self._rows, self.held = list(rows), held
        self.calls: list[tuple[str, ...]] = []
        self.late: list[Callable[[], None]] | None = None  # answers held back, where they are to come late
        self.kept: list[tuple[str, Draft, tuple[str, ...]]] = []

    def rows(self, done: Done[Sequence[TemplateRow]], failed: Failed) -> None:
        if self.late is None:
            done(self._rows)
        else:
            self.late.append(lambda: done(self._rows))

    def start(self, template_id: str, done: Done[str], failed: Failed) -> None:
        self.calls.append(("start", template_id))
        done(f"from-{template_id}")

    def load(self, template_id: str, done: Done[Template], failed: Failed) -> None:
        if self.held is None:
            failed("没有这个模板")
        else:
            done(self.held)

    def keep(self, name: str, draft: Draft, stops: Sequence[str], done: Done[str], failed: Failed) -> None:
        self.kept.append((name, draft.copy(), tuple(stops)))
        done("t-new")

    def remove(self, template_id: str, done: Done[None], failed: Failed) -> None:
        self.calls.append(("remove", template_id))
        self._rows = [one for one in self._rows if one.id != template_id]
        done(None)

    def rename(self, template_id: str, name: str, done: Done[None], failed: Failed) -> None:
        if any(one.name == name for one in self._rows):
            failed(f"已有叫 {name} 的模板，请换一个名称")
            return
        self.calls.append(("rename", template_id, name))
        self._rows = [replace(one, name=name) if one.id == template_id else one for one in self._rows]
        done(None)

    def turn_quick(self, draft_id: str, on: bool) -> None:
        self.calls.append(("quick", draft_id, str(on)))
