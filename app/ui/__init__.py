"""The window: reads and writes drafts through widgets; it knows no SQL, no HTTP and no particular form."""
