"""The honest word for where a declaration stands on its way out; nothing is called sent before it is."""

from collections.abc import Mapping
from types import MappingProxyType

from app.declarations.status import CHINESE, Status

_WORDS: Mapping[Status, str] = MappingProxyType(
    {
        Status.DRAFT: "仅在本机",
        Status.QUEUED: "待发送",
        Status.SENDING: "正在发送",
        Status.UNKNOWN: "结果未知（核实中）",
        Status.SENT: "已发送，待回执",
        Status.PARKED: "结果未知（待人工核实）",
    }
)


def filing_words(status: Status) -> str:
    """Return the words beside the chip of a status."""
    return _WORDS.get(status, CHINESE[status])
