"""The few pages of the screens that Django makes: the frame, its service worker, calls."""
