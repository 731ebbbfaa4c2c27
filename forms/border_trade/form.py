"""边民互市申报单 as a form object: its class, its page sections and its own rules."""

from app.core.form import Form, PageSection
from app.core.rules import rules_in
from forms.border_trade import goods, group, people
from forms.border_trade.lot import Lot
from forms.facts import FACTS

SECTIONS = (
    PageSection("lot", "批次"),
    PageSection("goods", "商品", "goods"),
    PageSection("residents", "边民", "residents"),
)
FORM = Form("border_trade", "2026.1", "边民互市申报单", "I", Lot, SECTIONS, rules_in(people, group, goods), facts=FACTS)
