"""Reading files of every kind: the text that a reader sees, and what hides beside it.

Imports parsers (lxml, pikepdf, pypdfium2, PIL, openpyxl, olefile, xlrd) and is imported only by
the child process behind ``scanning.door`` and by tests, never by the web process.
"""
