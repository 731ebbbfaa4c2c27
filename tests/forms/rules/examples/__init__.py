"""One module per rule module; each holds EXAMPLES."""
