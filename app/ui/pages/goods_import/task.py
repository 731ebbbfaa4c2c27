"""What an import page is given by the form it belongs to; values and callables only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.goods_sheet import GoodsSheet
from app.ui.models.document import DraftDocument
from app.ui.pages.services import DraftService, Memory
from app.work.goods_import import GoodsImport


@dataclass(frozen=True, slots=True)
class ImportTask:
    """One import into one open draft.

    most: lines a draft may have.  client: by whom headers are remembered.  title, direction, number: what the draft is
    known by.  flush: stores what was typed and calls back.  own: the draft's own lines, if these are to be merged.
    """

    document: DraftDocument
    draft_id: str
    goods: GoodsSheet
    work: GoodsImport
    most: int
    client: str
    title: str
    direction: str
    number: str
    drafts: DraftService
    memory: Memory
    today: Callable[[], date]
    flush: Callable[[Callable[[], None]], object]
    own: Sequence[Mapping[str, str]] = ()

    def label(self, path: str) -> str:
        """Return what a head field is called."""
        return self.document.form.field(path).box.label
