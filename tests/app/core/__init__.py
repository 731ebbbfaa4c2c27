"""Tests of the core: paths, drafts, fields, rules and the check, on a form of a dozen fields."""
