"""The acts of matters: guides begun, promises made and ended, cases imported, books made."""
