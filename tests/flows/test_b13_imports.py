"""B13, real documents in: what is imported passes the gate and every review like anything else."""

from pathlib import Path

import pytest

from sunshine.imports.models import RowState
from sunshine.kit.errors import Refused
from sunshine.publishing.actions.review import submit
from sunshine.publishing.models import ItemState, Review
from tests.build.gate import found, looked, through
from tests.build.imports import AT, NOTICE, an_archive, imported
from tests.build.release import all_no, published
from tests.cast import Cast

LEAKING = NOTICE.replace("照常办公。", "照常办公，联系人张建国，手机13904012345。")


def test_an_old_paper_with_a_telephone_is_held_until_somebody_decides(
    cast: Cast, tmp_path: Path
) -> None:
    source = an_archive(tmp_path / "旧文件.zip", {"旧通知.txt": LEAKING})
    [row] = imported(source, cast.heping, cast.li)
    assert row.state == RowState.DONE
    edition = row.item.editions.get()
    with pytest.raises(Refused) as told:
        submit(edition, by=cast.li, at=AT)
    assert [one.code for one in told.value.reasons] == ["gate-not-looked-yet"]
    looked(edition)
    assert "mobile" in {finding.kind for finding in found(edition)}
    with pytest.raises(Refused) as told:
        submit(edition, by=cast.li, at=AT)
    assert [one.code for one in told.value.reasons] == ["gate-findings-open"]
    item = published(cast, through(edition, by=cast.li))
    assert item.state == ItemState.PUBLISHED
    reviews = Review.objects.filter(edition=edition)
    assert reviews.count() == 4
    assert reviews.get(step="secrecy").checklist == all_no()
    # Its paper, registered by the import, counts as published now.
    item.paper.refresh_from_db()
    assert item.paper.published_at is not None
