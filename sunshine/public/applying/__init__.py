"""Asking for information, one question after another: what a browser carries until it is sent."""
