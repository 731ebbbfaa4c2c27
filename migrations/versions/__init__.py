"""The steps in order; a released step is never changed again."""
