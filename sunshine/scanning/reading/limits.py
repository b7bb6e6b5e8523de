"""How much is read at most. Beyond it a file is Unreadable, never read in part."""

MEGABYTE = 1 << 20

# The child gets 1 GB of memory and a minute; these keep the ordinary well inside and
# name the reason for the rest before anything is unpacked or decoded.
MOST_BYTES = 1024 * MEGABYTE
MOST_CHARACTERS = 20_000_000
MOST_PAGES = 3_000
MOST_PIXELS = 100_000_000
MOST_MEMBERS = 10_000
MOST_UNPACKED = 1024 * MEGABYTE
# One part that is held in memory whole; sheets are streamed and may be larger.
MOST_PART = 96 * MEGABYTE
# A file that unpacks to more than FREE bytes may not grow more than RATIO times.
FREE = 64 * MEGABYTE
RATIO = 200
DEEPEST = 3
MOST_ROWS = 1_100_000
# Sightings of one kind in one file; what is beyond is told in one.
MOST_SIGHTINGS = 200
