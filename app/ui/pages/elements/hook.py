"""The editor of 申报要素 on the form page: it gets the height of the page while it is open, and gives it back."""

from app.ui.editors import Services
from app.ui.pages.elements.services import ElementsService
from app.ui.pages.elements.unfold import ElementsUnfold
from app.ui.pages.form.binder import Binder
from app.ui.pages.form.form_frame import FormFrame
from app.ui.pages.form.goods_area import GoodsArea


def unfold_elements(
    goods: GoodsArea, frame: FormFrame, binder: Binder, editors: Services, reference: ElementsService | None
) -> ElementsUnfold | None:
    """Return the editor tied to the page; None where there is no catalogue to build it from."""
    if reference is None:
        return None
    made = ElementsUnfold(goods.table, binder, editors, reference)
    before = {"full": False, "detail": False}

    def share_height(is_open: bool) -> None:
        if is_open:
            before.update(full=frame.is_full(), detail=goods.is_detail_open())
        if frame.is_full() != (is_open or before["full"]):
            frame.toggle_full()
        goods.open_detail(not is_open and before["detail"])

    made.opened.connect(share_height)
    made.finished.connect(lambda cell: binder.advanced.emit(cell, 1))
    return made
