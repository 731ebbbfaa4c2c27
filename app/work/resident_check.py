"""What stands against a person as typed into the register: check digit, ends, phone; it stores and repeats nothing."""

from datetime import date

from app.border_trade.register import Person
from forms.rules.digits import is_citizen

_PHONE = 11


def wrong_with(person: Person, today: date) -> tuple[str, str]:
    """Return the field and one sentence for the first thing wrong, two empty texts for nothing."""
    if not person.name.strip():
        return "name", "姓名未填，请补填"
    number = person.id_number.strip().upper()
    if len(number) != 18:
        return "id_number", f"身份证号应为 18 位，现为 {len(number)} 位"
    if not is_citizen(number):
        return "id_number", "身份证号校验位不符，请对照证件重输"
    return ends_wrong(person.phone, person.id_until, person.record_until, today)


def ends_wrong(phone: str, id_until: date | None, record_until: date | None, today: date) -> tuple[str, str]:
    """Return what is wrong with phone and ends alone, as ``wrong_with`` does."""
    for name, word, end in (("id_until", "边民证", id_until), ("record_until", "备案", record_until)):
        if end is not None and end < today:
            return name, f"{word}已于 {end} 到期，请换证后再登记"
    digits = phone.strip()
    if digits and not (len(digits) == _PHONE and digits.isdecimal() and digits.startswith("1")):
        return "phone", "手机号应为 11 位数字"
    return "", ""


def is_number(text: str) -> bool:
    """Tell whether a text is an ID number with a right check digit."""
    return is_citizen(text)


def read_number(typed: str) -> str:
    """Return the ID number in what a reader typed (some type name and days around it), else the text itself."""
    for part in typed.replace("|", " ").replace(",", " ").replace("，", " ").replace("\t", " ").split():
        if is_citizen(part.upper()):
            return part.upper()
    return typed.strip().upper()
