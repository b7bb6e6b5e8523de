"""Reading one document of any kind into HTML and text: only ever run in a child process.

The web process and the worker import none of this but ``kinds``: what reads foreign formats may
be made to die, and then only the child does (``imports.reading``).
"""
