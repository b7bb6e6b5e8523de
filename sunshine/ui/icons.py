"""Line icons on a 24-unit grid: own drawings, always beside a word."""

from typing import Final

ICONS: Final = {
    "alert": "M12 3 2 20.5h20zM12 10v4.5M12 17.6v.1",
    "arrow": "M4 12h16M14 6l6 6-6 6",
    "back": "M20 12H4M10 6l-6 6 6 6",
    "bell": "M5 17h14l-2-3V10a5 5 0 0 0-10 0v4zM10 20h4",
    "check": "M4 12.5 10 18 20 6",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.5l3.5 2",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "cross": "M5 5l14 14M19 5 5 19",
    "download": "M12 3v12M6.5 10 12 15.5 17.5 10M4 20h16",
    "edit": "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "feed": "M5 18v.1M5 11a7 7 0 0 1 7 7M5 5a13 13 0 0 1 13 13",
    "file": "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7",
    "flag": "M5 21V4h13l-3 4 3 4H5",
    "globe": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c-6 6-6 12 0 18M12 3c6 6 6 12 0 18",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7v.1",
    "large": "M3 20 9 5l6 15M5 15h8M15 20l3.5-9L22 20M16.2 17h4.6",
    "late": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v6M12 16.5v.1",
    "lock": "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
    "mail": "M3 6h18v13H3zM3 7l9 7 9-7",
    "minus": "M5 12h14",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-5 3.5-7 8-7s8 2 8 7",
    "pin": "M12 21s-7-6.5-7-12a7 7 0 0 1 14 0c0 5.5-7 12-7 12zM12 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 21 21",
    "share": "M12 15V3M7 8l5-5 5 5M5 13v8h14v-8",
    "stop": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.7 5.7l12.6 12.6",
    "swap": "M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4",
    "undo": "M4 9h10a6 6 0 0 1 0 12H8M4 9l5-5M4 9l5 5",
}

# The icon of a tone, where the page names no better one.
TONE_ICONS: Final = {
    "good": "check",
    "info": "info",
    "warn": "clock",
    "late": "late",
    "stop": "stop",
    "plain": "minus",
}
