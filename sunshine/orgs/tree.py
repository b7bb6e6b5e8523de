"""Places in the tree of bodies: a path of ranks, which sorts the tree and finds a branch."""

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from sunshine.orgs.models import Body

RANK = 4  # digits of a rank: up to 9,999 siblings
DEEPEST = 120 // (RANK + 1)


def free_path(parent: Body | None) -> str:
    """Return the path of a new last child of ``parent`` (None: a root)."""
    above = parent.path if parent else ""
    last = (
        Body.objects.filter(parent=parent).order_by("-path").values_list("path", flat=True).first()
    )
    rank = int(last[len(above) :].rstrip("/")) + 1 if last else 1
    return f"{above}{rank:0{RANK}d}/"


def replant(body: Body, parent: Body) -> None:
    """Give ``body`` and all below it the place of a new last child of ``parent``."""
    old, new = body.path, free_path(parent)
    Body.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    Body.objects.filter(pk=body.pk).update(parent=parent)
    body.refresh_from_db()
