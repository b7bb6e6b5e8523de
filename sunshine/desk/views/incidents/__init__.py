"""A leak from its finding to its end: the button, the incident, the tasks and their proofs."""
