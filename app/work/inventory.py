"""After a restore: has the gateway list what it took in since the backup, so that what is unknown here is told at once.

Receipts tell the same, but only when they come. A gateway without such a list is left alone.
"""

from app.core.clock import Clock
from app.store.engine import Database
from app.store.strangers import Stranger, finish, list_since, note
from app.transport.errors import GatewayError, NotSupported
from app.transport.gateway import Gateway

PAGE = 500
MOST_PAGES = 200


class Inventory:
    """Reads the list once in each life of a restored file."""

    def __init__(self, database: Database, gateway: Gateway, clock: Clock) -> None:
        self._database = database
        self._gateway = gateway
        self._clock = clock

    def look(self) -> int:
        """Read the list if that is due and return how many messages are unknown here; raises StoreTrouble.

        Where the gateway does not answer it is simply tried again the next time.
        """
        with self._database.reading() as connection:
            since = list_since(connection)
        if since is None:
            return 0
        listed: list[Stranger] = []
        try:
            after = 0
            for _ in range(MOST_PAGES):
                page = self._gateway.held_since(since, after, PAGE)
                listed += (Stranger(one.message_id, one.client_seq_no, one.seq_no) for one in page.messages)
                if len(page.messages) < PAGE or page.next <= after:
                    break
                after = page.next
        except NotSupported:
            listed = []
        except GatewayError:
            return 0
        with self._database.writing() as connection:
            finish(connection, self._clock.now())
            return note(connection, listed, self._clock.now())
