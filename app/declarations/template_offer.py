"""What a chosen 监管方式 brings along, for the window, which names no form; the templates stand in forms.regimes."""

from forms.regimes import phrases
from forms.regimes.bring import template_at
from forms.regimes.template import REMARK, Template

__all__ = ["REMARK", "Template", "phrases", "template_at"]
