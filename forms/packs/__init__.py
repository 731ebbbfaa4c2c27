"""Dated rule packs of 两步申报: which profile of the interface holds on a day; they hold data and judge nothing."""

from collections.abc import Mapping
from datetime import date

from forms.packs.profiles import LEGACY, NEW
from forms.packs.two_step import AskedItem, Confirmation, TwoStepPack

PACKS: tuple[TwoStepPack, ...] = (LEGACY, NEW)
PROFILES: tuple[str, ...] = tuple(dict.fromkeys(pack.profile for pack in reversed(PACKS)))
"""Values of the setting ``two_step_profile``, the default first."""

PROFILE_FACT = "two_step_profile"
"""Fact a draft keeps: the profile it was begun under, so that 完整 follows the pack of its 概要."""


def pack_for(day: date | None, profile: str = "") -> TwoStepPack:
    """Return the pack of a profile that holds on ``day`` (None = the latest); an unknown profile is the default one."""
    wanted = profile if profile in PROFILES else PROFILES[0]
    packs = sorted((pack for pack in PACKS if pack.profile == wanted), key=lambda pack: pack.since)
    held = [pack for pack in packs if day is None or pack.holds_on(day)]
    return held[-1] if held else packs[-1]


def pack_of(facts: Mapping[str, object], day: date | None = None) -> TwoStepPack:
    """Return the pack a draft with these facts follows."""
    profile = facts.get(PROFILE_FACT)
    return pack_for(day, profile if isinstance(profile, str) else "")


__all__ = ["PACKS", "PROFILES", "PROFILE_FACT", "AskedItem", "Confirmation", "TwoStepPack", "pack_for", "pack_of"]
