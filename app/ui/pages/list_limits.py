"""What is left of the 14 days at the rows of the list, asked anew whenever the rows were; it paints nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from app.ui.models.draft_list import DraftListModel
from app.ui.models.need_list import STEPS, rest_of
from app.ui.pages.alive import while_alive
from app.ui.pages.lifecycle import LifecycleService, Need

ASK_AFTER_MS = 100


class ListLimits(QObject):
    """Lives as long as the model it fills. A refused question leaves the last answer: the workbench says why."""

    def __init__(self, model: DraftListModel, lifecycle: LifecycleService) -> None:
        super().__init__(model)
        self._model, self._lifecycle = model, lifecycle
        self._timer = QTimer(self, singleShot=True, interval=ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        model.loaded.connect(self._timer.start)
        self._timer.start()

    def _ask(self) -> None:
        self._lifecycle.needs(while_alive(self, self._show), lambda _sentence: None)

    def _show(self, needs: Sequence[Need]) -> None:
        found = {need.draft_id: rest_of(need) for need in needs if need.wants in STEPS}
        self._model.show_rests({draft_id: rest for draft_id, rest in found.items() if rest is not None})
