"""What commands write to: streams that take any text, and one JSON document on stdout; it knows no command."""

import contextlib
import io
import json
import os
import re
import sys
from typing import Any

# Line ends, terminal commands and marks that turn the direction of writing: in a message they only deceive.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def make_tolerant() -> None:
    """Let both streams write what their encoding lacks (or a file name without one) as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_json(document: dict[str, Any]) -> None:
    """Print the one JSON document of a command; plain ASCII where the stream is not Unicode."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(json.dumps(document, ensure_ascii=not encoding.lower().startswith("utf"), indent=1))


def one_line(text: str) -> str:
    """Return a text, parts of which strangers wrote, as one harmless line."""
    return _UNSEEN.sub(" ", text)


def complain(sentence: str) -> None:
    """Print one line on stderr."""
    print(one_line(sentence), file=sys.stderr)


def abandon_stdout() -> None:
    """Send what is still buffered nowhere, so that closing it at exit does not fail once more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
