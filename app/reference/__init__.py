"""Look-up of official codes by code, name, pinyin and English; it never decides whether a declaration is right."""

from app.reference.reference import Reference, load

__all__ = ["FILE", "Reference", "load"]

FILE = "reference.db"
"""Name of the file of imported tables in the home."""
