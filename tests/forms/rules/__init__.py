"""Examples and tests of the rules, one module of examples for each module of rules."""
