"""The 互市 lot of scenario S09 as a draft: twenty members, 3,000 kg of pine nuts worth 150,000 yuan; test values."""

from app.core.draft import Draft
from forms.border_trade import FORM
from forms.rules import digits

MEMBERS = 20
_SEEDS = ("15078119800101", "15250119850101", "15250119900315")
_CHECKS = "0123456789X"


def citizens(count: int) -> list[str]:
    """Return invented identity numbers whose check digits are right."""
    firsts = (f"{_SEEDS[number % len(_SEEDS)]}{number:03d}" for number in range(1, count + 1))
    return [next(first + check for check in _CHECKS if digits.is_citizen(first + check)) for first in firsts]


def pine_nuts(members: int = MEMBERS, share: str = "7500.00") -> Draft:
    """S09 满洲里互市 未去壳松子 互助组."""
    draft = Draft(FORM.id, FORM.version)
    draft.update(
        {
            "ie_flag": "I",
            "zone": "0608",
            "day": "20260608",
            "batch_number": "4000000008001",
            "traffic_mode": "4",
            "use": "1",
            "group_number": "MZL-HZ-001",
            "value": "150000.00",
            "goods[0].code": "0802910090",
            "goods[0].name": "未去壳松子",
            "goods[0].origin": "RUS",
            "goods[0].quantity": "3000",
            "goods[0].unit": "035",
            "goods[0].price": "50.00",
            "goods[0].permit": "RU-PC-26-000809",
        }
    )
    for row, number in enumerate(citizens(members)):
        at = f"residents[{row}]."
        draft.update({at + "id_number": number, at + "name": f"测试边民{row + 1}", at + "value": share})
        draft.update({at + "registered": "1", at + "authorized": "1", at + "used_today": "0.00"})
    return draft
