"""The sample province: one hundred and fifteen bodies and what they publish, all made up.

Loaded by ``sunshine sample`` through the same actions that people use, with dates in
the past. Structure and figures come from a bulletin of 2008; posts stand for people,
and telephone numbers and texts are invented.
"""
