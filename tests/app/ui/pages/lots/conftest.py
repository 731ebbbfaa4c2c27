"""The pages' tests run on real files."""

from tests.helpers.databases import database, path

__all__ = ["database", "path"]
