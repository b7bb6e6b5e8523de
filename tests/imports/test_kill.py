"""An import killed at any moment goes on where it was; several at once do each row once."""

import signal
import time
from pathlib import Path

from sunshine.imports.models import Batch, Origin, Row, RowState
from sunshine.publishing.models import Edition, Item, Paper
from tests.build.desk import staffed
from tests.build.imports import NOTICE, a_folder
from tests.house import House

COUNT = 120


def prepared() -> bool:
    """Make the cast and the sections."""
    staffed()
    return True


def standing() -> dict[str, int]:
    """Return how many of each there are."""
    return {
        "batches": Batch.objects.count(),
        "rows": Row.objects.count(),
        "done": Row.objects.filter(state=RowState.DONE).count(),
        "items": Item.objects.count(),
        "editions": Edition.objects.count(),
        "papers": Paper.objects.count(),
        "origins": Origin.objects.count(),
    }


def many(root: Path) -> Path:
    """Write notices of one body, each another."""
    return a_folder(
        root,
        {
            f"{number:03}.txt": NOTICE.replace("12号", f"{number + 1}号").replace(
                "服务", f"服务第{number}项"
            )
            for number in range(COUNT)
        },
    )


def test_killed_again_and_again_every_row_is_done_once(house: House, tmp_path: Path) -> None:
    house.call("tests.imports.test_kill:prepared")
    words = (
        "import-documents",
        str(many(tmp_path / "in")),
        *("--body", "ln-shenyang-heping", "--section", "policies"),
    )
    kills = 0
    for pause in (1.5, 1.8, 2.1, 2.4, 2.7):
        process = house.start(*words)
        time.sleep(pause)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        now = house.call("tests.imports.test_kill:standing")
        # Never half a row: as many of each as rows that are done.
        assert {now[key] for key in ("items", "editions", "papers", "origins")} == {now["done"]}
    assert kills
    first, second = house.start(*words), house.start(*words)
    first.wait()
    second.wait()
    done = house.run(*words, check=False)
    assert done.returncode == 0, done.stderr
    now = house.call("tests.imports.test_kill:standing")
    assert {now[key] for key in ("items", "editions", "papers", "origins")} == {COUNT}
    assert now["done"] == COUNT
