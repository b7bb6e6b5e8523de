"""Keeping sections, what each body promises for them, and how it numbers."""
