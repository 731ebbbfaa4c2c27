"""Definitions of the declaration types: one module each, loaded when first asked for; nothing here computes."""

from functools import cache
from importlib import import_module

from app.core.form import Form
from app.core.goods_sheet import GoodsSheet

REGISTRY = {"import": "forms.import_declaration", "export": "forms.export_declaration"}


@cache
def load(form_id: str) -> Form:
    """Return the form of a type id; KeyError names an id nobody registered."""
    form: Form = import_module(REGISTRY[form_id]).FORM
    return form


def for_direction(ie_flag: str) -> Form:
    """Return the form for a message's IEFlag: exports for E, imports otherwise."""
    return load("export" if ie_flag.strip().upper() == "E" else "import")


@cache
def sheet_of_goods() -> GoodsSheet:
    """Return what sheets of goods are read by; imports and exports name the fields of a line alike."""
    sheet: GoodsSheet = import_module("forms.goods_sheet").GOODS_SHEET
    return sheet
