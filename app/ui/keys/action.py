"""What one action is: its id, its words, its usual keys and where they are heard; it does nothing itself."""

from dataclasses import dataclass
from enum import Flag, StrEnum, auto


class Group(StrEnum):
    """The headings of the key sheet, in its order."""

    WINDOW = "窗口"
    FINDING = "查找"
    NEW = "新建与进出"
    FIELD = "字段"
    FILING = "校验与申报"
    GOODS = "商品表"
    LIST = "列表"
    BORDER = "互市"
    PAGE = "其他页面"


class Where(Flag):
    """Places a key is heard in; two actions may have the same key if they share no place."""

    FORM = auto()
    LIST = auto()
    WORKBENCH = auto()
    RECEIPTS = auto()
    LOTS = auto()
    LOT = auto()
    REGISTER = auto()
    CODES = auto()
    STATISTICS = auto()
    SETTINGS = auto()
    TAX = auto()
    AMEND = auto()
    LANES = auto()
    PREVIEW = auto()
    RULES = auto()
    IMPORT = auto()
    CONFLICT = auto()
    ANYWHERE = (
        FORM | LIST | WORKBENCH | RECEIPTS | LOTS | LOT | REGISTER | CODES | STATISTICS | SETTINGS | TAX | AMEND | LANES
    ) | (PREVIEW | RULES | IMPORT | CONFLICT)


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a key does. ``usual``: its keys in Qt's portable words, a space between two of them ("" = none).

    is_fixed: everybody expects this key, or a field needs it: it cannot be changed.
    """

    id: str
    title: str
    group: Group
    usual: str
    where: Where = Where.ANYWHERE
    is_fixed: bool = False
