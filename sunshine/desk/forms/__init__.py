"""Forms of the desk: shape only; the rules are the domains'."""
