"""The office's own telephones, addresses and e-mails: published by duty, nobody's secret.

Law: 政府信息公开条例 2019 arts. 12, 20 (2): addresses, hours and contacts are made public.
"""

from collections.abc import Iterable

from django.db.models import Q

from sunshine.orgs.models import Body, Department, Hall, Post

_OF_BODY = (
    *("address", "telephone", "disclosure_address", "disclosure_telephone", "disclosure_fax"),
    *("disclosure_contact", "supervision_telephone"),
)


def own_of(body: Body) -> frozenset[str]:
    """Return what is published of ``body``, the bodies above and below it; five queries.

    Of departments, halls and posts too; empty lines are left out.
    """
    path = body.path
    above = Q(path__in=[one.path for one in body.ancestors()])
    bodies = Body.objects.filter(Q(path__startswith=path) | above)
    rows: list[Iterable[tuple[str, ...]]] = [bodies.values_list(*_OF_BODY)]
    rows.append(Hall.objects.filter(body__in=bodies).values_list("address", "telephone"))
    rows.append(Department.objects.filter(body__in=bodies).values_list("telephone"))
    rows.append(Post.objects.filter(body__in=bodies).values_list("telephone"))
    found = {line.strip() for some in rows for row in some for line in row}
    return frozenset(filter(None, found))
