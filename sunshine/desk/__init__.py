"""The desk: every page that staff work on, and the door through which they come in.

``guard`` says who may enter, ``frame`` draws the shell, ``refusals`` shows why not.
"""
