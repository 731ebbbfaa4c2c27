"""进口货物报关单."""

from app.core.form import Form
from forms.declaration import SECTIONS, VERSION, Declaration
from forms.facts import FACTS
from forms.regimes.bring import brought
from forms.rules import RULES
from forms.sending import prepare, staged

FORM = Form(
    "import", VERSION, "进口货物报关单", "I", Declaration, SECTIONS, RULES, prepare, staged, brought, facts=FACTS
)
