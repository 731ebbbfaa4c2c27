"""The tour's later shipments: templates kept, declarations begun with them and filed; every step by keyboard."""

from PySide6.QtWidgets import QWidget

from app.core.draft import Draft
from app.declarations.status import Status
from app.ui.tour.clerk import Clerk
from app.ui.tour.paper import Paper
from app.ui.tour.shipment import Shipment
from app.ui.tour.waiting import StepFailed, until

ASKS_NAME, QUICK, VERIFIED = "模板名称", "快填 ", "舱单一致"
SENT = frozenset({Status.SENT, Status.ACCEPTED, Status.QUEUED, Status.SENDING})
MOST_STOPS = 40


class Shipments:
    """``source`` is the declaration a template is made of; ``sample`` says of which type and mode the next ones are."""

    def __init__(self, clerk: Clerk, source: Paper, sample: Draft, shipment: Shipment) -> None:
        self._clerk, self._source, self._shipment = clerk, source, shipment
        self.paper = Paper(clerk, sample)

    def keep(self) -> None:
        """Keep a declaration that went through as a template."""
        clerk = self._clerk
        if clerk.window.current() != self._source.tab:
            clerk.turn_to(self._source.tab)
        clerk.keys.press("Ctrl+Shift+T")
        clerk.wait_for(ASKS_NAME)
        clerk.keys.type(self._shipment.name)
        clerk.keys.accept()
        until(lambda: clerk.path() != "" and clerk.path() != ASKS_NAME, "光标回到表单")

    def declare(self) -> None:
        """Begin with the template, fill in what changes, file."""
        self.paper.start_from(self._shipment.letters)
        self.fill()
        self.file()

    def fill(self) -> None:
        """Fill in what waits, until Enter leads to the check."""
        clerk = self._clerk
        clerk.wait_for(QUICK)
        for _ in range(MOST_STOPS):
            path = clerk.path()
            if not path:
                return
            if path == self._shipment.seen:
                clerk.picture("12-quickfill")
            if path not in self._shipment.texts:
                raise StepFailed(f"快填停在 {path}，不知道这一票填什么")
            if not _text(clerk.keys.focused()):  # the manifest may have been quicker
                clerk.keys.type(self._shipment.texts[path])
            clerk.keys.accept()
            if path == self._shipment.asks:
                clerk.wait_for(VERIFIED)
        raise StepFailed("快填没有走完")

    def file(self) -> None:
        """File at once: F10 checks by itself, and takes the reasons that are offered."""
        self.paper.file_at_once()
        self._clerk.wait_until_stands(self.paper.draft_id, lambda status: status in SENT or _is_past(status), "已发送")

    def go_on(self) -> None:
        """Take the 概要 over into the 完整 once the goods may leave, fill in what waits and file it."""
        clerk, paper = self._clerk, self.paper
        clerk.wait_until_stands(paper.draft_id, lambda status: status is Status.CONDITIONAL, "允许提离")
        clerk.keys.press("Shift+F10")
        until(lambda: clerk.sees(QUICK) and clerk.path() in self._shipment.texts, "完整申报打开，快填接着停")
        self.fill()
        self.file()


def _text(editor: QWidget) -> str:
    """Return what an editor holds."""
    reads = getattr(editor, "text", None)
    return str(reads()) if callable(reads) else ""


def _is_past(status: Status) -> bool:
    return status not in (Status.DRAFT, Status.REJECTED)
