"""Which parts of a declaration come along into a new one: all of it, its head, or its goods; it stores nothing."""

from enum import StrEnum

from app.core.draft import Draft
from app.core.form import Form

_GOODS = "items"
_OF_GOODS = ("containers",)  # what says in which box which line lies


class CopyPart(StrEnum):
    """What of a declaration is copied."""

    WHOLE = "whole"
    HEAD = "head"
    GOODS = "goods"


def copy_part(form: Form, draft: Draft, part: CopyPart) -> Draft:
    """Return a fresh draft with a part of another and none of the numbers that were given to that one."""
    whole = form.copy_of(draft)
    if part is CopyPart.WHOLE:
        return whole
    if part is CopyPart.HEAD:
        for section in (_GOODS, *_OF_GOODS):
            whole.set_rows(section, ())
        return whole
    goods = form.new(whole.mode)
    goods.set_rows(_GOODS, whole.held_rows(_GOODS))
    goods.update(form.staged(goods))
    form.renumber(goods)
    return goods
