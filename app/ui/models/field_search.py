"""Fields and facts of a form by label, pinyin, initials or number on the official page, ranked as code look-ups are."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.form import Form
from app.core.tables import CodeRow
from app.reference.match import Entry, Hit, Wanted, Why, answer, prepare

TABLE = "fields"
NO_NUMBER = "·"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a hit leads: the pattern of a field, or the name of a fact."""

    pattern: str = ""
    fact: str = ""


class FieldSearch:
    """The fields a page shows and the facts it asks for, prepared once per form."""

    def __init__(self, form: Form, spelling: Callable[[str], str], facts: str = "") -> None:
        """``facts`` is the title of the section the facts stand in; they are left out without one."""
        self._targets: list[Target] = []
        self._entries: list[Entry] = []
        self._spelling = spelling
        for section in form.sections:
            for field in form.page(section.id):
                if not field.box.row_number:
                    number = str(field.box.box) if field.box.box else ""
                    self._add(Target(pattern=field.path), number, field.label, section.title)
        for name, fact in form.facts.items() if facts else ():
            self._add(Target(fact=name), "", fact.meaning, facts)

    def hits(self, text: str, limit: int = 50) -> list[Hit]:
        """Return the fields that answer a text, best first; all of them for no text."""
        wanted = Wanted.of(text)
        if not wanted.text:
            return [Hit(entry.row, Why.HEAD) for entry in self._entries][:limit]
        found = [hit for entry in self._entries if (hit := answer(entry, wanted)) is not None]
        return sorted(found, key=lambda hit: (hit.rank, int(hit.row.values["at"])))[:limit]

    def target(self, hit: Hit) -> Target:
        """Return where a hit leads."""
        return self._targets[int(hit.row.values["at"])]

    def _add(self, target: Target, number: str, label: str, section: str) -> None:
        values = {"pinyin": self._spelling(label), "section": section, "at": str(len(self._targets))}
        row = CodeRow(TABLE, number or NO_NUMBER, label, values)
        self._entries.append(prepare(row, {label: values["pinyin"]}))
        self._targets.append(target)


_prepared: dict[tuple[str, str, str], tuple[Callable[[str], str], FieldSearch]] = {}


def field_search(form: Form, spelling: Callable[[str], str], facts: str = "") -> FieldSearch:
    """Return the search over a form, prepared when it is first asked for: that takes a moment, and nothing changes."""
    key = (form.id, form.version, facts)
    known = _prepared.get(key)
    if known is None or known[0] != spelling:
        known = _prepared[key] = (spelling, FieldSearch(form, spelling, facts))
    return known[1]
