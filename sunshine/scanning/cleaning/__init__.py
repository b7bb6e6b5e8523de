"""Making clean copies: hidden data is dropped, values are masked, places are blacked out.

Imports parsers and is imported only by the child process behind ``scanning.door`` and by tests.
What callers need stands in ``scanning.clean_copies``.
"""
