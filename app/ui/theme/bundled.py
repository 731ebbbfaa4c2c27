"""Where the files shipped with the program lie; it only names paths and reads nothing."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3] / "resources"


def bundled(*parts: str) -> Path:
    """Return the path of a shipped resource, e.g. ``bundled("style", "tokens.json")`` (frozen builds too)."""
    return _ROOT.joinpath(*parts)
