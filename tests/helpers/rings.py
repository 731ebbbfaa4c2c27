"""An operating system's store of passwords in memory, and a computer without one."""


class Ring:
    """Keeps passwords in memory; ``answers`` False is a computer without a store."""

    def __init__(self, *, answers: bool = True) -> None:
        self.answers = answers
        self.held: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        return self.held.get(account)

    def put(self, account: str, secret: str) -> bool:
        if self.answers:
            self.held[account] = secret
        return self.answers


NO_RING = Ring(answers=False)
