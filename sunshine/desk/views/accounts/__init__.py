"""The yearly accounts on the desk: made, signed, published; all bodies at a glance."""
