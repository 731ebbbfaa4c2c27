"""Write RELIABILITY.md from the last run: ``python -m tests.reliability`` (``--fresh`` forgets the runs before)."""

import sys
from pathlib import Path

from tests.reliability.figures import FOLDER, kept
from tests.reliability.table import merged, page, read

TARGET = Path(__file__).resolve().parents[2] / "RELIABILITY.md"


def main(arguments: list[str]) -> int:
    """Write the table; lines of tests that did not run this time stay as they were, with their older date."""
    fresh = "--fresh" in arguments or not TARGET.exists()
    before = [] if fresh else read(TARGET.read_text("utf-8"))
    TARGET.write_text(page(merged(before, kept(FOLDER))), "utf-8")
    print(f"表格已写入 {TARGET.name} · the table is in {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
