"""What the home's guarantee ledger tells of a draft, for commands that store nothing; without data it tells nothing."""

import argparse

from app.cli.filing import with_balance
from app.cli.inputs import home_of
from app.core.draft import Draft
from app.declarations.guarantee import BALANCE_FACT, NUMBER_FACT
from app.main.desk import Home, opened
from app.store.engine import StoreTrouble


def tell_balance(arguments: argparse.Namespace, draft: Draft, facts: dict[str, object]) -> None:
    """Put a guarantee's balance into a draft's facts where it is named, nobody told it, and the ledger knows it."""
    named = {**draft.facts, **facts}
    if not named.get(NUMBER_FACT) or named.get(BALANCE_FACT) is not None:
        return
    home = Home(home_of(arguments))
    if not home.database.exists():
        return
    draft.facts[NUMBER_FACT] = named[NUMBER_FACT]
    try:
        with opened(home) as database, database.reading() as connection:
            with_balance(connection, draft)
    except StoreTrouble:
        return  # the rule that needs it is listed as not checked
