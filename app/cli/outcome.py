"""How a command ends: the exit codes of cli.md and the one exception that carries one."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes scripts rely on."""

    DONE = 0
    DATA = 1
    USAGE = 2
    TROUBLE = 3


class Refused(Exception):
    """A command cannot go on; one clear line for stderr and the exit code that says whose fault it is."""

    def __init__(self, code: Exit, sentence: str, english: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self._english = english

    def say(self, english: bool) -> str:
        """Return the line, in English where asked and there is one."""
        return (self._english if english else "") or str(self)
