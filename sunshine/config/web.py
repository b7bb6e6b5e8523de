"""The web server: granian, which forks its workers from a process that has loaded everything."""

import gc
import os
import signal
from collections.abc import Callable
from typing import Any

from django.conf import settings
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from sunshine.config.processes import die_with
from sunshine.config.wsgi import application

_KILL_AFTER_SECONDS = 3


def serve_web(*, bind: str, port: int, workers: int) -> None:
    """Answer requests on ``bind``:``port`` until a signal ends this process."""
    gc.collect()
    gc.freeze()
    Server(
        "sunshine.config.wsgi:application",
        address=bind,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=settings.WEB_THREADS,
        respawn_failed_workers=True,
        respawn_interval=0,
        workers_kill_timeout=_KILL_AFTER_SECONDS,
        log_level=LogLevels.warning,
        log_dictconfig=_logging(),
    ).serve(target_loader=_loader(os.getpid()), wrap_loader=False)


def _loader(parent: int) -> Callable[[], Any]:
    def load() -> Any:
        die_with(parent, signal.SIGKILL)
        return application

    return load


def _logging() -> dict[str, Any]:
    """Return our logging, which granian would otherwise replace by its own."""
    ours: dict[str, Any] = settings.LOGGING
    return {**ours, "loggers": {**ours["loggers"], "_granian": {}}}
