"""Baking: the public record as finished files, a reader of the event log (rows B1 B2 B10).

*Key*: the name of something that is baked as a whole (``item abc``). *Kind*: how keys of
one sort are rendered. The planner says which keys an event touches, the baker renders
them from the database, the writer puts them down. Rendering is a function of the
database, the day and the templates: whoever renders again gets the same bytes.
"""
