import signal
from types import FrameType
from typing import Any

from django.conf import settings
from django.utils import timezone

from sunshine.config.schedule import READERS, SWEEPS
from sunshine.jobs.worker import Worker
from sunshine.kit import commands


class Command(commands.Command):
    """``sunshine worker``: run the readers and the sweeps (``serve`` starts one itself)."""

    help = "Follow the event log and do what is due, until told to stop."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Work until SIGTERM or SIGINT."""
        self.check(databases=["default"])
        run_worker()


def run_worker() -> None:
    """Work in this process until SIGTERM, SIGINT or the end of the terminal."""
    # Mail kept as files holds names and addresses.
    settings.MAIL_DIR.mkdir(mode=0o700, exist_ok=True)
    worker = Worker(
        readers=READERS,
        sweeps=SWEEPS,
        clock=timezone.now,
        lock_file=settings.HOME / "worker.lock",
    )

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stop.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    worker.run()
