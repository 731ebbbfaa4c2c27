"""The rule pack of 两步申报 a declaration follows, for the window, which names no form; they stand in forms.packs."""

from app.core.draft import Draft
from app.core.form import Form
from forms.packs import PACKS, PROFILES, AskedItem, Confirmation, TwoStepPack, pack_for, pack_of
from forms.packs import PROFILE_FACT as PROFILE

__all__ = [
    "PACKS",
    "PROFILE",
    "PROFILES",
    "AskedItem",
    "Confirmation",
    "TwoStepPack",
    "keep_profile",
    "pack_for",
    "pack_of",
]


def keep_profile(form: Form, draft: Draft, profile: object) -> None:
    """Let a new draft keep the office's profile (setting and fact ``PROFILE``) where it is not the usual one."""
    if profile in PROFILES[1:]:
        draft.facts[PROFILE] = profile
        draft.update(form.staged(draft))
