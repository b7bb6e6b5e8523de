"""What comes in and hangs out: notices, reported errors, lists at places."""
