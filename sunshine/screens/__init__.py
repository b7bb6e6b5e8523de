"""The face of the screens of a hall: kiosk and display (rows B5, B10, F7).

What screens show is baked into finished files below ``SUNSHINE_HOME/screens`` by a reader of the
event log, through the one query of visibility: parts of a body (its items, its headlines), parts
of a hall (windows, lists), and the small state of a hall that names them with their digests.
Screens ask for the state alone, every few seconds; ``door`` answers before Django, from memory.
"""
