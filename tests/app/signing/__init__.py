"""Tests of signing: keys, cards, the helper, the tries of a PIN."""
