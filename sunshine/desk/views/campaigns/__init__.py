"""Campaigns at the desk: deploying, taking part, compiling the bulletin."""
