"""The 互市 lot as a form of its own: it is no 报关单, so the registry of declaration types does not list it."""

from forms.border_trade.form import FORM

__all__ = ["FORM"]
