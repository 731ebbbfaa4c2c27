"""Tests of the templates of the 监管方式, of the preference block and of the tags."""
