"""Counts from the cases of disclosure on request, as the account asks for them."""

from collections.abc import Mapping, Sequence

from sunshine.figures.counts import Behind, Cells, Counts, Fees
from sunshine.orgs.models import Body


class _NoCases:  # the methods answer whatever is asked: there are no cases yet
    def applications(self, bodies: Sequence[Body], year: int) -> Mapping[int, Cells]:  # noqa: ARG002
        return {}

    def review(self, bodies: Sequence[Body], year: int) -> Mapping[int, Cells]:  # noqa: ARG002
        return {}

    def fees(self, bodies: Sequence[Body], year: int) -> Mapping[int, Fees]:  # noqa: ARG002
        return {}

    def behind(
        self,
        body: Body,  # noqa: ARG002
        year: int,  # noqa: ARG002
        table: str,  # noqa: ARG002
        cells: Sequence[tuple[str, str]],  # noqa: ARG002
    ) -> Sequence[Behind]:
        return []


CASES: Counts = _NoCases()
