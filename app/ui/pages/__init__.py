"""Pages of the window; each takes its services by constructor and never touches storage or network itself."""
