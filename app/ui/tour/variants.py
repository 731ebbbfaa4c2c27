"""Pictures that are another one in the other look, in a smaller window or finer: by name; it presses no key."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.ui.theme import Choice, theme


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture of the same moment: dark, in a window of another size, or with more points for each point."""

    name: str
    dark: bool = False
    size: tuple[int, int] = (0, 0)
    scale: float = 0.0

    @contextlib.contextmanager
    def put_on(self, window: QWidget) -> Iterator[None]:
        """Let the window look so for a while."""
        before, choice = window.size(), theme().choice
        if self.dark:
            theme().choose(Choice.DARK)
        if any(self.size):
            window.resize(*self.size)
        try:
            yield
        finally:
            if any(self.size):
                window.resize(before)
            if self.dark:
                theme().choose(choice)


VARIANTS: Mapping[str, tuple[Variant, ...]] = {
    "01-workbench": (Variant("01b-workbench-dark", dark=True),),
    "03-form": (
        Variant("03c-form-2x", scale=2.0),
        Variant("08-form-dark", dark=True),
        Variant("03b-form-1280x720", size=(1280, 720)),
    ),
    "12-quickfill": (Variant("12b-quickfill-dark", dark=True),),
    "17-tax": (Variant("17b-tax-dark", dark=True),),
    "19-statistics": (Variant("19b-statistics-dark", dark=True),),
}
