"""Tests of the services behind the pages, on a real database and real threads."""
