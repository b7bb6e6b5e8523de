"""What the worker runs: the readers of the event log and the sweeps for due times.

Domains and faces offer them; only here is decided that they run, and how often.
"""

from sunshine.jobs.readers import Reader
from sunshine.jobs.sweeper import Sweep

READERS: tuple[Reader, ...] = ()

SWEEPS: tuple[Sweep, ...] = ()
