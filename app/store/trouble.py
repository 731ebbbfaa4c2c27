"""What the store tells when it cannot do its work; nothing is read or written here."""


class StoreTrouble(Exception):
    """The database cannot do its work now; the message is one Chinese sentence, ``code`` is for logs."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class CommitUnknown(StoreTrouble):
    """The commit itself failed, so what it held may or may not be there: read again before deciding anything."""
