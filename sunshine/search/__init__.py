"""Search (L1): an index of what readers may find, answered in a few milliseconds.

Phrases decide, words rank: every two neighbouring characters are indexed with their place,
so that a find is exactly what a plain comparison of characters would find, and its count is
true. Words serve to rank, and to answer a question that stands nowhere as it was asked.

The index knows ``Entry``, not items: who owns a text hands it over with the tokens of those
who may read it. It is derived and never the truth; ``sunshine search rebuild`` makes it anew.
"""
