"""Whom the palette asks in this window: the form in front, what a key would do now, the store, the code tables."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from app.core.tables import CodeRow
from app.declarations.list_filter import ListFilter, parse_filter
from app.declarations.status import CHINESE
from app.reference.match import Hit, Wanted, answer, prepare
from app.reference.spelling import syllables
from app.store import finding
from app.store.drafts import DraftRow
from app.store.engine import Connection
from app.ui.desk.form_fields import FormFields
from app.ui.desk.office import Office
from app.ui.keys import ACTIONS, Act, Action, at_hand, keymap
from app.ui.models.wording import goods_words, moment
from app.ui.pages.alive import while_alive
from app.ui.pages.palette.answers import Answer, Found, Kind
from app.ui.pages.palette.palette import Palette
from app.ui.theme import Icon
from app.ui.windows import MainWindow

MOST = 5
MOST_ACTIONS = 6
LEARN_AFTER_MS = 1500  # after the window was made: its pages have read what they show by then
_VEHICLES = {"3": Icon.TRAM_FRONT, "4": Icon.TRUCK, "2": Icon.SHIP, "5": Icon.PLANE}
_NOT_ASKED = frozenset({"palette", "back", "field.next", "field.previous", "row.tick"})


class ToCode(Protocol):
    """Where a code found leads: into the field that asks for it, or into 代码库."""

    def __call__(self, table: str, code: str) -> object: ...


class PaletteDesk(QObject):
    """Opens the palette and answers it; ``open_document`` takes a draft's id."""

    def __init__(
        self, window: MainWindow, office: Office, open_document: Callable[[str], object], to_code: ToCode
    ) -> None:
        super().__init__(window)
        self._window, self._office = window, office
        self._open_document, self._to_code = open_document, to_code
        self._fields = FormFields(window, office.tables)
        self._spelled: Mapping[str, str] = {}
        self._acts: Sequence[tuple[Action, Act]] = ()
        self._palette: Palette | None = None
        self._is_learning = False
        window.search_asked.connect(self.open)
        self._learn_soon = QTimer(self, singleShot=True, interval=LEARN_AFTER_MS)
        self._learn_soon.timeout.connect(self.learn)
        self._learn_soon.start()

    def learn(self) -> None:
        """Have the words of the actions spelled in the background, once: when the palette opens at the latest.

        The dictionary for it takes a quarter of a second to load, in which nothing else would be read.
        """
        if self._is_learning:
            return
        self._is_learning = True
        titles = [action.title for action in ACTIONS.values()]
        self._office.ask(
            lambda _connection: {title: syllables(title) for title in titles},
            while_alive(self, self._take_spelling),
            lambda _sentence: None,
        )

    def spelling(self, title: str) -> str:
        """Return the pinyin of an action's words, empty until it was learnt."""
        return self._spelled.get(title, "")

    def palette(self) -> Palette | None:
        """Return the palette while it is open."""
        return self._palette

    def open(self) -> None:
        """Open the palette over the window, once."""
        if self._palette is None:
            self._acts = [one for one in at_hand(self._window) if one[0].id not in _NOT_ASKED]
            self._palette = Palette(self._window, self)
            self._palette.closed.connect(self._closed)
            self.learn()

    # -- Sources -----------------------------------------------------------------------------------------------

    def came_from(self) -> str:
        return self._fields.current_label() or self._window.page(self._window.current()).title()

    def at_once(self, text: str, kinds: frozenset[Kind]) -> Found:
        found: dict[Kind, Sequence[Answer]] = {}
        if Kind.FIELD in kinds:
            found[Kind.FIELD] = self._fields.answers(text, MOST) if text else ()
        if Kind.ACTION in kinds:
            found[Kind.ACTION] = [*self._fields.cures(text), *self._actions(text)][: MOST_ACTIONS if text else 12]
        return found

    def later(self, text: str, kinds: frozenset[Kind], done: Callable[[Found], None]) -> None:
        codes = self._codes(text) if Kind.CODE in kinds and text else ()
        if Kind.DRAFT not in kinds:
            done({Kind.CODE: codes})
            return

        def operation(connection: Connection) -> list[tuple[DraftRow, tuple[int, int]]]:
            wanted = parse_filter(text) if text else ListFilter()
            numbers = finding.find(connection, wanted, self._office.clock.now())[:MOST]
            rows = finding.rows_of(connection, numbers).values()
            return [(row, _span(row.summary.trade_name, text)) for row in rows]

        def answered(rows: Sequence[tuple[DraftRow, tuple[int, int]]]) -> None:
            done({Kind.DRAFT: [self._draft(row, span) for row, span in rows], Kind.CODE: codes})

        self._office.ask(operation, answered, lambda _sentence: done({Kind.CODE: codes}))

    # -- inside ------------------------------------------------------------------------------------------------

    def _take_spelling(self, spelled: Mapping[str, str]) -> None:
        self._spelled = spelled
        if self._palette is not None:
            self._palette.look_again()

    def _closed(self) -> None:
        self._palette = None

    def _actions(self, text: str) -> list[Answer]:
        wanted = Wanted.of(text)
        hits: list[tuple[Hit | None, Action, Act]] = []
        for action, act in self._acts:
            hit = _hit(action.title, self._spelled.get(action.title, ""), wanted) if wanted.text else None
            if hit is not None or not wanted.text:
                hits.append((hit, action, act))
        if wanted.text:
            hits.sort(key=lambda one: one[0].rank if one[0] is not None else (0, 0, 0))
        return [_action(hit, action, act) for hit, action, act in hits]

    def _codes(self, text: str) -> list[Answer]:
        tables = self._office.tables
        found = tables.everywhere(text, each=2, on=self._office.clock.now().date(), at_hand=True)
        used = {hits[0].row.table: tables.recent(hits[0].row.table) for _info, hits in found[:MOST]}
        return [
            Answer(
                Kind.CODE,
                hit.row.name,
                partial(self._to_code, hit.row.table, hit.row.code),
                spans=(hit.span,) if hit.column == "name" else (),
                lead=hit.row.code,
                note=info.title,
                state="最近用过" if hit.row.code in used.get(hit.row.table, ()) else "没用过",
                icon=Icon.BOOK_OPEN,
            )
            for info, hits in found[:MOST]
            for hit in hits
        ][:MOST]

    def _draft(self, row: DraftRow, span: tuple[int, int]) -> Answer:
        summary = row.summary
        number = summary.client_seq_no or row.seq_no or row.entry_id
        note = "　".join(part for part in (number, goods_words(summary), CHINESE[row.status]) if part)
        return Answer(
            Kind.DRAFT,
            summary.trade_name or goods_words(summary) or number,
            partial(self._open_document, row.id),
            spans=(span,) if span[1] else (),
            note=note,
            state=moment(row.updated_at, self._office.clock.now()),
            icon=_VEHICLES.get(summary.traffic_mode, Icon.FILE_TEXT),
        )


def _hit(words: str, spelled: str, wanted: Wanted) -> Hit | None:
    return answer(prepare(CodeRow("actions", "·", words, {"pinyin": spelled}), {words: spelled}), wanted)


def _span(name: str, text: str) -> tuple[int, int]:
    """Return the letters of a name that answer a text; (0, 0) for none. Spells, so it belongs to the store thread."""
    if not name or not text:
        return 0, 0
    hit = _hit(name, syllables(name), Wanted.of(text))
    return hit.span if hit is not None and hit.column == "name" else (0, 0)


def _action(hit: Hit | None, action: Action, act: Act) -> Answer:
    spans = (hit.span,) if hit is not None and hit.column == "name" else ()
    keys = keymap().words(action.id)
    return Answer(Kind.ACTION, action.title, act, spans, note=action.group.value, keys=keys, icon=Icon.CHEVRON_RIGHT)
