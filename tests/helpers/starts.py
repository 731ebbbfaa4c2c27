"""What every scenario shares: invented parties, the operator, the usual marks, rows and attached papers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import forms
from app.core.draft import Draft, Mode


@dataclass(frozen=True, slots=True)
class Party:
    """An invented enterprise whose check digits are right."""

    scc: str
    code: str
    name: str


COAL = Party("91150824MA0TE5T16Y", "1511960001", "内蒙古测试煤业有限公司")
ORE = Party("91152501MA0TE5T24Q", "1505960002", "二连浩特测试矿产有限公司")
WOOD = Party("91150781MA0TE5T321", "1506960003", "满洲里测试木业有限公司")
TRADE = Party("91150100MA0TE5T40J", "1501960004", "呼和浩特测试进出口有限公司")
MACHINES = Party("91152525MA0TE5T594", "1514960005", "东乌测试机械有限公司")
COMMERCE = Party("91150781MA0TE5T67K", "1506960006", "满洲里测试电子商务有限公司")
PARTIES = (COAL, ORE, WOOD, TRADE, MACHINES, COMMERCE)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named draft with the day on which it is filed."""

    id: str
    title: str
    form: str
    today: date
    build: Callable[[], Draft]


def start(form_id: str, mode: Mode, party: Party, customs: str, entry: str) -> Draft:
    """Fill in what every scenario shares: the parties, the operator, the usual marks."""
    draft = forms.load(form_id).new(mode)
    for role in ("trade", "owner", "agent"):
        draft.update({f"{role}_scc": party.scc, f"{role}_code": party.code, f"{role}_name": party.name})
    draft.update(
        {
            "declaration_customs": customs,
            "entry_customs": entry,
            "trade_mode": "0110",
            "levy_nature": "101",
            "declarant_name": "王测试",
            "typist_company": party.name,
            "typist_company_code": party.code,
            "typist_card": "2100000000001",
            "typist_name": "王测试",
            "entry_port": "150000",
            "no_other_pack": "1",
            "mark_number": "N/M",
        }
    )
    return draft


def row(draft: Draft, section: str, texts: Mapping[str, str]) -> None:
    """Append one row of a section, with the texts a new row starts with."""
    form = forms.load(draft.form)
    draft.insert_row(section, draft.rows(section), {**form.new_row(section), **texts})
    form.renumber(draft)


def papers(draft: Draft) -> None:
    """Attach invoice, packing list, transport document and contract."""
    for number, kind in enumerate(("00000001", "00000002", "00000003", "00000004"), start=1):
        name = f"{draft.get('declaration_customs')}{kind}IM{number:018d}.pdf"
        row(draft, "edocs", {"kind": kind, "document_id": name})
