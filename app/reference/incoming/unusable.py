"""Why a file handed in cannot be used: one Chinese sentence that names file, place and cure; it decides nothing."""


class Unusable(Exception):
    """The file is refused whole; ``place`` names it and, where there is one, sheet, row and column."""

    def __init__(self, place: str, why: str, english: str) -> None:
        super().__init__(f"{place}：{why}")
        self.english = f"{place}: {english}"
