"""Search alerts: a visitor without an account is told by mail of what is newly found.

The address is confirmed by a button (programs that open links confirm nothing), every mail
has a one-click out (RFC 8058), and stopping deletes the address. Alerts search as nobody.
"""
