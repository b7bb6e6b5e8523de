"""Pages of the gate: what was found in an edition, wording lists, what is public and suspicious."""
