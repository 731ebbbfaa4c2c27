"""What refuses a checked message at sending (R159, R162): an exception with rule and sentence; it decides nothing."""

from typing import ClassVar

from app.core.problem import Problem, Severity


class SendingRefused(Exception):
    """A rule that speaks at sending only; the message is one Chinese sentence for the filer."""

    rule: ClassVar[str]
    source: ClassVar[str]

    def problem(self, path: str) -> Problem:
        """Return the refusal as ``check`` tells its findings, at the field that carries the number or the signature."""
        return Problem(self.rule, Severity.ERROR, path, str(self), self.source)
