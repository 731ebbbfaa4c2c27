"""What was typed lately and what was worked out from it, for the fields of which the two typed last give a third."""

from collections.abc import Mapping

from app.core.draft import Draft

COMPUTED = "computed"
"""The source of a text that was worked out from others."""
FORMULA = "="
"""What a source begins with that is the formula a number was typed as."""
SHEET = "sheet:"
"""What a source begins with that names a sheet and its rows."""
MOST = 60


def origin_words(source: str) -> str:
    """Return what is told of where a text came from, "" where nothing is to be told."""
    if source == COMPUTED:
        return "由另两项算出"
    if source.startswith(FORMULA):
        return f"由 {source} 算出，F2 看算式"
    return f"来源 {source.removeprefix(SHEET)}" if source.startswith(SHEET) else ""


class Computed:
    """The paths whose text was worked out and not typed over since, as the draft itself tells."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def __contains__(self, path: object) -> bool:
        return self._draft.brought.get(str(path), "") == COMPUTED


class TypedLast(list[str]):
    """The paths typed since the draft was opened or its rows moved, the latest last."""

    def note(self, path: str) -> None:
        """Note that something was typed at a path."""
        if path in self:
            self.remove(path)
        self.append(path)
        del self[:-MOST]


class LaidOver:
    """A draft with texts laid over it that are not stored yet."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._texts: dict[str, str] = {}

    def get(self, path: str) -> str:
        """Return the text at a path."""
        return self._texts.get(path, self._draft.get(path))

    def put(self, texts: Mapping[str, str]) -> None:
        """Lay texts over."""
        self._texts.update(texts)
