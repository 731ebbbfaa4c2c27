"""What the workers tell whoever watches: what changed, how the link is, what went wrong; plain values only."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from app.store.engine import StoreTrouble

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changed:
    """Ids of what is no longer as it was shown; screens read it again themselves."""

    drafts: frozenset[str] = frozenset()
    submissions: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    lots: frozenset[str] = frozenset()
    receipts: int = 0

    def __bool__(self) -> bool:
        return bool(self.drafts or self.submissions or self.settings or self.lots or self.receipts)


@dataclass(frozen=True, slots=True)
class Link:
    """How the way to the gateway is."""

    online: bool
    message: str = ""  # why not, one Chinese sentence
    seconds: float | None = None  # how long the last answer took
    next_try: datetime | None = None
    code: str = ""  # the kind of failure, for whoever is asked for help


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that waits for the world or a person: one Chinese sentence and a code for the log."""

    message: str
    code: str


News = Changed | Link | Trouble


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a changing operation returns: its value and what it changed."""

    value: T
    changed: Changed = field(default_factory=Changed)


DEFECT = Trouble("程序内部出错，已记入日志；单证未受影响，请重试或联系技术支持", "defect")


def trouble_of(error: Exception) -> Trouble:
    """Return what is told of a failure nobody asked about; the words of a defect stay in the log."""
    if isinstance(error, StoreTrouble):
        return Trouble(str(error), error.code)
    return DEFECT
