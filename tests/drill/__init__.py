"""Tests on real data, run by ``make drill``; all others stand on fixtures of our own."""
