"""Where everything is wired: settings, addresses, schedule, checks, the WSGI application."""
