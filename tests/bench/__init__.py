"""The measurements of `make bench`: they print figures beside their targets and are no part of the test run."""
