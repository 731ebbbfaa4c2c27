"""The code tables a command works with: those of the program with those imported into the home laid over them."""

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path

import app.reference
from app.cli.inputs import home_of
from app.cli.outcome import Exit, Refused
from app.reference import FILE, Reference


def tables_of(arguments: argparse.Namespace) -> Reference:
    """Return the installed tables; what a table holds is read when it is asked. Raises Refused for a damaged file."""
    reference = app.reference.load()
    path = reference_path(home_of(arguments))
    if path.exists():
        from app.store.reference_file import ReferenceFile
        from app.store.reference_rows import imported_tables

        with readable_tables():
            reference.lay_over(imported_tables(ReferenceFile(path)))
    return reference


def reference_path(home: Path) -> Path:
    """Return where a home keeps its imported tables."""
    return home / FILE


@contextlib.contextmanager
def readable_tables() -> Iterator[None]:
    """Let trouble with the imported tables fail in plain words; raises Refused."""
    from app.store.reference_file import ReferenceTrouble

    try:
        yield
    except ReferenceTrouble as error:
        raise Refused(Exit.TROUBLE, str(error), error.english) from error
