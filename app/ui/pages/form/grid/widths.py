"""How wide the columns of a table of rows are: what a field wants, and how free texts share what is left over."""

from collections.abc import Sequence

from app.core.field import BoundField, Kind
from app.ui.pages.form.rows_delegate import natural_width
from app.ui.theme import theme

BY_KIND = {Kind.CODE: 160, Kind.DATE: 116, Kind.DECIMAL: 116, Kind.INTEGER: 84}
TEXT_MOST = 300
TEXT_LEAST = 110
JOINED = 46  # a unit or currency after its number


def column_width(field: BoundField) -> int:
    """Return the width of a field's column at 100 %: the one on its line, else what its kind and length want."""
    if field.box.column:
        return field.box.column
    if field.box.joins:
        return JOINED
    by_length = min(max((field.max_length or 20) * 8 + 24, 80), TEXT_MOST)
    return max(BY_KIND.get(field.kind, by_length), round(natural_width(field.box.words) / theme().px(100) * 100))


def share_out(widths: list[int], texts: Sequence[int], room: int) -> None:
    """Let the free texts among the columns take what is left of a room, or give way down to what can be read."""
    spare = room - sum(widths)
    for number, at in enumerate(texts):
        share = spare // (len(texts) - number)
        if spare < 0:  # no scroll bar over a few pixels
            share = -min(-share, max(widths[at] - theme().px(TEXT_LEAST), 0))
        widths[at] += share
        spare -= share
