"""Cases (办件): the one header of every matter that has an owner and a clock.

Whoever takes a matter first owns it until another accepts it (首问负责制, row A4). A domain hangs
its own row on the header one-to-one; what is here knows no kind of matter.
"""
