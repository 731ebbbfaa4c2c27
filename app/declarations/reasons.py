"""Why a declaration may be amended or withdrawn: a dated table of reasons with their source; it judges no request.

The codes are this program's own numbering: the interface of the Single Window's 修撤 module is not public. The first
seven reasons are those of 海关总署令第220号 as amended; the two 容错 rows are announced treatment of advance and
two-step filing, whose document numbers differ by office (confidence F).
"""

from dataclasses import dataclass
from datetime import date

from app.core.draft import Mode, Purpose

_LAW = "《进出口货物报关单修改和撤销管理办法》（海关总署令第220号）"
_BOTH = frozenset({Purpose.AMEND, Purpose.WITHDRAW})
_AMEND = frozenset({Purpose.AMEND})
_WITHDRAW = frozenset({Purpose.WITHDRAW})
_ALL_MODES = frozenset(Mode)
_TWO_STEP = frozenset({Mode.SUMMARY, Mode.COMPLETE})


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: ``tolerant`` ones are not counted as an error of the declarant; valid between both days."""

    code: str
    name: str
    purposes: frozenset[Purpose]
    source: str
    directions: str = "IE"
    modes: frozenset[Mode] = _ALL_MODES
    tolerant: bool = False
    since: date = date(2014, 3, 13)
    until: date | None = None
    confidence: str = "F"

    def valid_on(self, day: date) -> bool:
        """Tell whether the reason may be given on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


REASONS: tuple[Reason, ...] = (
    Reason("01", "退关或变更运输工具", _BOTH, f"{_LAW}第五条第一项", directions="E"),
    Reason("02", "溢短装、灭失或短损", _BOTH, f"{_LAW}第五条第二项"),
    Reason("03", "退补税或海关事务担保", _BOTH, f"{_LAW}第五条第三项"),
    Reason("04", "暂时价格、按检验结果或实际价格结算", _AMEND, f"{_LAW}第五条第四项"),
    Reason("05", "办理直接退运", _BOTH, f"{_LAW}第五条第五项", directions="I"),
    Reason("06", "计算机、网络系统等技术原因", _BOTH, f"{_LAW}第五条第六项"),
    Reason("07", "操作或书写失误", _BOTH, f"{_LAW}第六条"),
    Reason(
        "08",
        "提前申报容错",
        _AMEND,
        "海关总署公告2014年第74号及各关区提前申报容错公告（以属地公告为准）",
        modes=frozenset({Mode.ADVANCE}),
        tolerant=True,
        since=date(2019, 1, 1),
    ),
    Reason(
        "09",
        "两步申报容错",
        _AMEND,
        "海关总署公告2019年第127号、第216号及各关区两步申报容错公告（以属地公告为准）",
        directions="I",
        modes=_TWO_STEP,
        tolerant=True,
        since=date(2019, 8, 24),
    ),
    Reason(
        "10",
        "两步申报的涉证、涉检或涉税确认有误",
        _WITHDRAW,
        "海关总署公告2019年第127号",
        directions="I",
        modes=_TWO_STEP,
        since=date(2019, 8, 24),
    ),
)


_SUPPLEMENT_LAW = "《海关进出口货物补充申报管理办法》（海关总署令第140号），编号为本程序自定"
SUBJECTS: tuple[Reason, ...] = tuple(
    Reason(code, name, frozenset({Purpose.SUPPLEMENT}), _SUPPLEMENT_LAW, since=date(2006, 5, 1))
    for code, name in (("1", "价格"), ("2", "归类"), ("3", "原产地"))
)
"""What a 补充申报 may be about."""


def reasons_for(purpose: Purpose, direction: str, mode: Mode, day: date) -> tuple[Reason, ...]:
    """Return the reasons that may be given for a request on ``day``."""
    return tuple(
        one
        for one in (*REASONS, *SUBJECTS)
        if purpose in one.purposes and direction in one.directions and mode in one.modes and one.valid_on(day)
    )


def reason(code: str) -> Reason | None:
    """Return a reason by its code, None for one nobody knows."""
    return next((one for one in (*REASONS, *SUBJECTS) if one.code == code), None)
