"""Scenario S01 as files a clerk might hand over, each with a number of its own."""

from pathlib import Path

import forms
from app.core.draft import Draft
from app.wire.xml import write
from tests.helpers.scenarios import SCENARIOS


def s01(number: str, **texts: str) -> Draft:
    """Return the clean draft of S01 under another ClientSeqNo, with single fields changed."""
    draft = SCENARIOS["S01"].build()
    draft.update({"sign.client_seq_no": number, **texts})
    return draft


def as_xml(path: Path, draft: Draft) -> Path:
    """Write a draft as a message file and return its path."""
    path.write_bytes(write(forms.load(draft.form), draft))
    return path


def as_json(path: Path, draft: Draft) -> Path:
    """Write a draft as a draft file and return its path."""
    path.write_text(draft.to_json(), encoding="utf-8")
    return path
