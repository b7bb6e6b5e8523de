"""What works without anybody asking: readers of the event log and sweeps for due times.

A reader follows the log with a cursor and may see an event twice, never not at all.
A sweep asks the database by column what is due, so a time missed while the worker was
down is caught up. Which readers and sweeps run is wired in ``sunshine.config.schedule``.
"""
