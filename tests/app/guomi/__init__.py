"""Tests of SM2 through libcrypto."""
