"""What the store tells when it cannot do its work; nothing is read or written here."""


class StoreTrouble(Exception):
    """The database cannot do its work now; the message is one Chinese sentence, ``code`` is for logs."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class CommitUnknown(StoreTrouble):
    """The commit itself failed, so what it held may or may not be there: read again before deciding anything."""


class NotSaved(StoreTrouble):
    """The commit failed and the file was read again: nothing of it is there, and nothing of it will appear."""


class Locked(StoreTrouble):
    """The key was forgotten while nobody was at the desk; whoever has it opens the data again."""

    def __init__(self) -> None:
        super().__init__("数据已锁定，请输入口令解锁后继续；已保存的内容不受影响", "locked")
