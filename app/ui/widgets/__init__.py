"""Parts of pages painted after the design sheet; they are told everything and know no draft, store or gateway.

Words: Label, Paragraph · states: Chip (``draw_chip``), DeadlineRing (``draw_ring``), Bar (``draw_bar``),
``draw_badge``, ``draw_check`` · acts: Button, IconButton, CheckBox, Segmented, PanelTabs, SearchBox, Keycap ·
rows and cards: Card, Ground, IssueCard, QueueRow (``draw_sending``), Timeline, Steps, StageRibbon, SectionGutter,
EmptyState · over the page: Strip, Toast, Overlay, Popup. The ``draw_…`` functions are for delegates of tables.
``announce(widget, words)`` speaks to the screen reader.
"""

from app.ui.widgets.badge import draw_badge
from app.ui.widgets.bar import Bar, draw_bar
from app.ui.widgets.button import Button, ButtonLook, IconButton
from app.ui.widgets.card import Card, Ground
from app.ui.widgets.check_mark import CheckBox, draw_check
from app.ui.widgets.chip import Chip, chip_width, draw_chip
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.gutter import SectionGutter
from app.ui.widgets.halo import Halo
from app.ui.widgets.issue_card import IssueCard
from app.ui.widgets.keycap import Keycap, draw_keycap
from app.ui.widgets.label import Label, Paragraph
from app.ui.widgets.overlay import Overlay
from app.ui.widgets.panel_tabs import PanelTab, PanelTabs
from app.ui.widgets.popup import Popup
from app.ui.widgets.queue_row import QueueRow, Sending, draw_sending
from app.ui.widgets.ribbon import Progress, Stage, StageRibbon
from app.ui.widgets.ring import DeadlineRing, Rest, draw_ring
from app.ui.widgets.roles import announce, install_roles
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.segmented import Part, Segmented
from app.ui.widgets.strip import Strip
from app.ui.widgets.timeline import Entry, Step, Steps, Timeline
from app.ui.widgets.toast import Toast

__all__ = [
    "Bar",
    "Button",
    "ButtonLook",
    "Card",
    "CheckBox",
    "Chip",
    "DeadlineRing",
    "EmptyState",
    "Entry",
    "Ground",
    "Halo",
    "IconButton",
    "IssueCard",
    "Keycap",
    "Label",
    "Overlay",
    "PanelTab",
    "PanelTabs",
    "Paragraph",
    "Part",
    "Popup",
    "Progress",
    "QueueRow",
    "Rest",
    "SearchBox",
    "SectionGutter",
    "Segmented",
    "Sending",
    "Stage",
    "StageRibbon",
    "Step",
    "Steps",
    "Strip",
    "Timeline",
    "Toast",
    "announce",
    "chip_width",
    "draw_badge",
    "draw_bar",
    "draw_check",
    "draw_chip",
    "draw_keycap",
    "draw_ring",
    "draw_sending",
    "install_roles",
]
