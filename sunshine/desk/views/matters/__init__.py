"""Matters at the desk: guides with what they lack, promises, boards and handbooks."""
