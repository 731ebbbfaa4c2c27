"""Tests of the program, one folder per package of app/."""
