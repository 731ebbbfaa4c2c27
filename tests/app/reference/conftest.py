"""Tables for these tests: the bundled ones with the invented lists imported over them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.core.clock import SHANGHAI
from app.reference import Reference, load
from app.store.reference_file import ReferenceFile
from app.store.reference_rows import imported_tables
from app.work.refdata import Wish, import_tables

INVENTED = Path(__file__).with_name("invented")


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """The installed tables after an import of the folder of invented ones."""
    file = ReferenceFile(tmp_path_factory.mktemp("invented") / "reference.db")
    now = datetime(2026, 11, 21, tzinfo=SHANGHAI)
    report = import_tables(file, INVENTED, Wish(date(2026, 11, 1)), {}, now, lambda _changed: ())
    assert report.passed_over == ("README.md",)
    reference = load()
    reference.lay_over(imported_tables(file))
    return reference
