"""The keys of the program: one catalogue of what they do, where they stand now, and what hears them.

``bind(widget, {id: act})`` makes shortcuts, ``Keys(page, {id: act})`` answers key events no field took,
``shown_keys(id)`` says a key as it is now. Nobody else writes a key down.
"""

from app.ui.keys.action import Action, Group, Where
from app.ui.keys.bound import Act, Bound, Keys, Shortcuts, at_hand, bind
from app.ui.keys.catalogue import ACTIONS
from app.ui.keys.keymap import Keymap, keymap, pressed_keys, said_keys, shown_keys

__all__ = [
    "ACTIONS",
    "Act",
    "Action",
    "Bound",
    "Group",
    "Keymap",
    "Keys",
    "Shortcuts",
    "Where",
    "at_hand",
    "bind",
    "keymap",
    "pressed_keys",
    "said_keys",
    "shown_keys",
]
