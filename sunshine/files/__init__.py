"""Files as they were handed in, kept once each by the hash of their content.

What may be kept is decided by content, never by the name. A sealed file (封存) stays
as evidence and is never handed out again. Who attached what to what is recorded elsewhere.
"""
