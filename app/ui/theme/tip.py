"""Words for a tool tip: Qt takes a tip that looks like HTML for HTML, and much of what tips show others wrote."""

import re

_OPENS = re.compile(r"[<&]")
_UNSEEN = "\u200b"  # between < and a letter it makes no tag, and nobody sees it


def plain_tip(words: str) -> str:
    """Return words that a tool tip shows as they stand, tags and all."""
    return _OPENS.sub(rf"\g<0>{_UNSEEN}", words)
