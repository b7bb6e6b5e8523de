"""Tests of ``sunshine.scanning``."""
