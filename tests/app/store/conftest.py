"""The store's tests run on real files."""

from tests.helpers.databases import database, migrated, path

__all__ = ["database", "migrated", "path"]
