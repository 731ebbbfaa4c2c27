"""Fields of a form by their label, pinyin, initials or number on the official page; it ranks as code look-ups do."""

from collections.abc import Callable

from app.core.field import BoundField
from app.core.form import Form
from app.core.tables import CodeRow
from app.reference.match import Hit, Wanted, Why, answer, prepare

TABLE = "fields"


class FieldSearch:
    """The fields a page shows, prepared once per form."""

    def __init__(self, form: Form, spelling: Callable[[str], str]) -> None:
        titles = {section.id: section.title for section in form.sections}
        self._fields: list[BoundField] = [
            field for section in form.sections for field in form.page(section.id) if not field.box.row_number
        ]
        self._entries = []
        for number, field in enumerate(self._fields):
            box = str(field.box.box) if field.box.box else "·"
            values = {"pinyin": spelling(field.label), "section": titles[field.box.section], "at": str(number)}
            self._entries.append(prepare(CodeRow(TABLE, box, field.label, values), {field.label: values["pinyin"]}))

    def hits(self, text: str, limit: int = 50) -> list[Hit]:
        """Return the fields that answer a text, best first; all of them for no text."""
        wanted = Wanted.of(text)
        if not wanted.text:
            return [Hit(entry.row, Why.HEAD) for entry in self._entries][:limit]
        found = [hit for entry in self._entries if (hit := answer(entry, wanted)) is not None]
        return sorted(found, key=lambda hit: (hit.rank, int(hit.row.values["at"])))[:limit]

    def field(self, hit: Hit) -> BoundField:
        """Return the field of a hit."""
        return self._fields[int(hit.row.values["at"])]
