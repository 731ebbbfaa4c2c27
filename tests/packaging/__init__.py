"""Tests of the set-up, the lock, the licences, the bundled font and the house rules."""
