"""Signing by a demonstration key, a key file or a card, all in a helper process; no key and no PIN stays here."""
