"""Sealed drafts: what somebody has typed and not sent yet, kept for a stated time.

A draft can be opened only with the token that lies in the browser of whoever types: the house
keeps neither the token nor the words in clear, and forgets both when the time is over. A draft
is nobody's fact yet, so it has no event.
"""
