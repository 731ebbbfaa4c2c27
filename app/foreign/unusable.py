"""Why a file handed in cannot be used: a code and a Chinese sentence naming place and cure; it decides nothing."""

UNSPECIFIED = "E-XLS-00"


class Unusable(Exception):
    """The file or cell is refused; ``place`` names it and, where there is one, sheet, row and column."""

    def __init__(self, place: str, why: str, english: str, code: str = UNSPECIFIED) -> None:
        told = "" if code == UNSPECIFIED else f"（{code}）"
        super().__init__(f"{place}：{why}{told}")
        self.place, self.why, self.code = place, why, code
        self.english_why = english
        self.english = f"{place}: {english}{'' if code == UNSPECIFIED else f' ({code})'}"
