"""The tags of a declaration in a few words: what its goods are entitled to at the port; it decides none of them."""

from datetime import date

from app.core.draft import Draft
from app.core.tables import CodeTables
from forms.tags import tags_of


def tag_words(draft: Draft, tables: CodeTables, day: date) -> str:
    """Return ``绿色通道、优先查验``, empty where the goods have no tag."""
    return "、".join(tag.name for tag in tags_of(draft, tables, day))
