"""The honest word for where a declaration stands on its way out; nothing is called sent before it is."""

from collections.abc import Mapping
from types import MappingProxyType

from app.declarations.status import CHINESE, Status

ENQUEUE = "加入待发送"
"""What happens to a message that cannot or need not go at once: on the button, in the notice, in the timeline."""
ABSENT, FOUND = "网页上没有", "网页上已有"
"""The two answers to what a person saw on the Single Window's own page."""

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
