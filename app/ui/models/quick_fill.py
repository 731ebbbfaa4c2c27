"""快填: which fields of a draft begun with a template still wait to be filled, in the order of Enter; it fills none."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.core.form import places
from app.core.path import pattern_of, rows_of
from app.declarations.template import FACTS, worked_out
from app.ui.models.document import DraftDocument
from app.ui.models.needs import page_paths
from app.ui.models.page_order import goods_section


class Waits(Protocol):
    """Who knows which fields wait: 快填, or somebody who marks them."""

    @property
    def is_on(self) -> bool: ...

    def words(self, path: str) -> str: ...

    def is_worked_out(self, path: str) -> bool: ...


class QuickFill(QObject):
    """``changed`` when other fields wait, or 快填 was turned on or off; off and without stops nothing waits."""

    changed = Signal()

    def __init__(
        self, document: DraftDocument, name: str, stops: Sequence[str], on: bool, parent: QObject | None = None
    ) -> None:
        """``stops``: the paths that change with every shipment; one in a row stands for that field of every row."""
        super().__init__(parent)
        self._document, self.name, self._on = document, name, on
        form = document.form
        self._stops = tuple(dict.fromkeys(one if one.startswith(FACTS) else pattern_of(one) for one in stops))
        self._rank = {section.id: number for number, section in enumerate(form.sections)}
        self._rank[goods_section(form).id] = len(self._rank) + 1  # the goods stand below all, the facts above them
        self._auto = worked_out(form, self._stops) if self._stops else frozenset()
        self._held = ""
        self._also: tuple[str, ...] = ()
        self._note_required()
        self._waiting: tuple[str, ...] = self._find()
        for signal in (document.text_changed, document.rows_changed, document.mode_changed):
            signal.connect(self._look)
        for told in (document.facts_changed, document.lock_changed):
            told.connect(self._look)
        document.checked.connect(self._note_required)
        document.checked.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Tell whether Enter stops at the waiting fields alone."""
        return self._on and not self._document.locked

    @property
    def has_stops(self) -> bool:
        """Tell whether there is anything 快填 could stop at."""
        return bool(self._stops)

    def turn(self, on: bool) -> None:
        """Turn 快填 on or off."""
        if on != self._on:
            self._on = on
            self._look()
            self.changed.emit()

    def waiting(self) -> tuple[str, ...]:
        """Return the paths that wait, in the order of Enter; the one being typed in is still among them."""
        return self._waiting

    def words(self, path: str) -> str:
        """Return what is said of a field that waits: ``待填，第 2 个，共 5 个``; "" for any other."""
        if path not in self._waiting:
            return ""
        return f"待填，第 {self._waiting.index(path) + 1} 个，共 {len(self._waiting)} 个"

    def is_worked_out(self, path: str) -> bool:
        """Tell whether a field is empty now and will be worked out from what waits."""
        return self.is_on and pattern_of(path) in self._auto and self._document.is_blank(path)

    def entered(self, path: str) -> None:
        """Note that the keyboard came to a field: it stays among those that wait until the keyboard leaves it."""
        self._held = path if path in self._stops_now() and (self._is_blank(path) or path == self._held) else ""
        self._look()

    def left(self, path: str) -> None:
        """Note that the keyboard left a field."""
        if path == self._held:
            self._held = ""
            self._look()

    def following(self, path: str, direction: int) -> str:
        """Return the next (+1) or previous (-1) field Enter stops at, "" when nothing is left behind this one.

        Forward it goes to what still waits, and from the last of the page back to what was passed over.
        """
        stops = self._stops_now()
        if direction < 0:
            before = [one for one in stops if self._place(one) < self._place(path)]
            return before[-1] if before else ""
        blank = [one for one in stops if self._is_blank(one) and one != path]
        return next((one for one in blank if self._place(one) > self._place(path)), blank[0] if blank else "")

    # -- inside ------------------------------------------------------------------------------------------------

    def _look(self, *_told: object) -> None:
        found = self._find()
        if found != self._waiting:
            self._waiting = found
            self.changed.emit()

    def _note_required(self) -> None:
        """Note what a rule asks for and neither template nor stop gives: Enter must not pass over it for ever."""
        document = self._document
        if not (self.is_on and self._stops):
            return
        wanted = (path for path in page_paths(document.form, document.draft) if document.required(path))
        known = (*self._stops, *self._auto)
        empty = (path for path in wanted if document.is_blank(path) and pattern_of(path) not in known)
        self._also = tuple(path for path in empty if not document.form.field(path).box.read_only)

    def _find(self) -> tuple[str, ...]:
        if not self.is_on:
            return ()
        return tuple(one for one in self._stops_now() if one == self._held or self._is_blank(one))

    def _stops_now(self) -> list[str]:
        """Return the stops there are in this stage, in the order of the page."""
        document = self._document
        asked = document.form.facts_asked(document.mode)
        found = [one for one in self._stops if one.startswith(FACTS) and one.removeprefix(FACTS) in asked]
        for pattern in self._stops:
            if pattern in document.form.fields:
                found += places(pattern, document.draft)
        found += [path for path in self._also if path not in found]
        open_ = (one for one in found if one.startswith(FACTS) or self._can_be_filled(one))
        return sorted(open_, key=self._place)

    def _can_be_filled(self, path: str) -> bool:
        return self._document.present(path) and not self._document.locked_at(path)

    def _is_blank(self, path: str) -> bool:
        if path.startswith(FACTS):
            return self._document.draft.facts.get(path.removeprefix(FACTS)) is None
        return self._document.is_blank(path)

    def _place(self, path: str) -> tuple[int, tuple[int, ...], int]:
        if path.startswith(FACTS):
            names = list(self._document.form.facts)
            name = path.removeprefix(FACTS)
            return len(self._rank), (), names.index(name) if name in names else 0
        bound = self._document.form.fields.get(pattern_of(path))
        if bound is None:
            return -1, (), 0
        return self._rank.get(bound.box.section, 0), rows_of(path), bound.box.order
