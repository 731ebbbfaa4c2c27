"""TemplateService over the store: templates kept, listed and begun with, all in the store thread."""

from collections.abc import Callable, Sequence

import forms
from app.core.draft import Draft
from app.declarations.template import as_template, from_template
from app.declarations.two_step_pack import PROFILE as PACK_PROFILE
from app.declarations.two_step_pack import keep_profile
from app.reference.spelling import syllables
from app.store import templates
from app.store.engine import Connection
from app.store.settings import get_setting
from app.store.templates import StoredTemplate
from app.ui.desk.drafts import PROFILE, DeskDrafts
from app.ui.desk.office import Office, Refusal
from app.ui.pages.template_service import Template, TemplateRow
from app.work.news import Changed, Done

Failed = Callable[[str], None]


class DeskTemplates:
    """Templates of one home."""

    def __init__(self, office: Office, drafts: DeskDrafts) -> None:
        self._office, self._drafts = office, drafts

    def rows(self, done: Callable[[Sequence[TemplateRow]], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Sequence[TemplateRow]:
            return [self._row(one) for one in templates.list_templates(connection)]

        self._office.ask(operation, done, failed)

    def start(self, template_id: str, done: Callable[[str], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[str]:
            used = templates.template(connection, template_id)
            form = forms.load(used.form)
            draft = from_template(form, used.draft, used.mode)
            profile = get_setting(connection, PROFILE, {})
            own = {path: text for path, text in profile.items() if isinstance(text, str) and path in form.fields}
            draft.update({path: text for path, text in own.items() if not draft.get(path)})
            keep_profile(form, draft, get_setting(connection, f"preferences.{PACK_PROFILE}"))
            made = self._drafts.keep_new(connection, draft)
            templates.note_start(connection, made.value, used, self._office.clock.now())
            return made

        self._office.change(operation, done, failed)

    def load(self, template_id: str, done: Callable[[Template], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Template:
            found = templates.template(connection, template_id)
            return Template(found.id, found.name, found.draft, found.stops)

        self._office.ask(operation, done, failed)

    def keep(self, name: str, draft: Draft, stops: Sequence[str], done: Callable[[str], None], failed: Failed) -> None:
        copy = draft.copy()

        def operation(connection: Connection) -> Done[str]:
            if not name.strip():
                raise Refusal("模板要有名称，例如 宏远焦煤")
            kept = as_template(forms.load(copy.form), copy, stops)
            letters = initials(name)
            made = templates.keep_template(connection, name, letters, kept, stops, self._office.clock.now())
            return Done(made, Changed(settings=frozenset({"templates"})))

        self._office.change(operation, done, failed)

    def remove(self, template_id: str, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[None]:
            templates.remove_template(connection, template_id, self._office.clock.now())
            return Done(None, Changed(settings=frozenset({"templates"})))

        self._office.change(operation, done, failed)

    def rename(self, template_id: str, name: str, done: Callable[[None], None], failed: Failed) -> None:
        def operation(connection: Connection) -> Done[None]:
            if not name.strip():
                raise Refusal("模板要有名称，例如 宏远焦煤")
            now = self._office.clock.now()
            if not templates.rename_template(connection, template_id, name, initials(name), now):
                raise Refusal(f"已有叫 {name.strip()} 的模板，请换一个名称")
            return Done(None, Changed(settings=frozenset({"templates"})))

        self._office.change(operation, done, failed)

    def turn_quick(self, draft_id: str, on: bool) -> None:
        def operation(connection: Connection) -> Done[None]:
            templates.turn_quick(connection, draft_id, on)
            return Done(None)

        self._office.note(operation)

    def _row(self, one: StoredTemplate) -> TemplateRow:
        tables = self._office.tables
        office = tables.row("customs_offices", one.port) if one.port else None
        trade = tables.row("trade_modes", one.trade_mode) if one.trade_mode else None
        port, mode = (row.name if row is not None else "" for row in (office, trade))
        return TemplateRow(one.id, one.name, one.letters, one.form, one.mode, one.client, mode, port, one.used_at)


def initials(name: str) -> str:
    """Return the letters a name is found by: the first of each syllable, and its own letters and digits."""
    return "".join(one[0] for one in syllables(name).split() if one[0].isalnum())
