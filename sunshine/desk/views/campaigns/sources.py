"""Where a paragraph of a bulletin comes from, in words that an editor reads."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from sunshine.campaigns.models import Figure, Paragraph
from sunshine.orgs.models import Body

# Of a report, then of the deployment itself.
_WORDS = {
    "headline": gettext_lazy("标题"),
    "summary": gettext_lazy("总述"),
    "activities": gettext_lazy("登记的活动"),
    "sent": gettext_lazy("已报送"),
    "title": gettext_lazy("活动名称"),
    "goal": gettext_lazy("目标"),
    "begins": gettext_lazy("开始日期"),
    "ends": gettext_lazy("结束日期"),
    "series": gettext_lazy("系列"),
    "ordinal": gettext_lazy("第几个"),
    "co_host": gettext_lazy("合办单位"),
    "sent_to": pgettext_lazy("campaign", "下发的单位"),
}


def sources_of(rows: Sequence[Paragraph]) -> list[list[tuple[Body, list[str], bool]]]:
    """Return for each paragraph its sources: the body, its fields in words, whether a report.

    Two queries.
    """
    told = [source for row in rows for source in row.sources]
    bodies = {body.slug: body for body in Body.objects.filter(slug__in={s["body"] for s in told})}
    figures = Figure.objects.filter(report__code__in={s["report"] for s in told})
    labels = {(code, key): label for code, key, label in figures.values_list(*_LABELS)}
    return [
        [
            (
                bodies[source["body"]],
                [_words(field, source["report"], labels) for field in source["fields"]],
                bool(source["report"]),
            )
            for source in row.sources
        ]
        for row in rows
    ]


_LABELS = ("report__code", "key", "label")


def _words(field: str, report: str, labels: dict[tuple[str, str], str]) -> str:
    kind, _colon, name = field.partition(":")
    if kind == "passage":
        return _("做法 %(number)s") % {"number": name}
    if kind == "figure":
        return labels.get((report, name), name)
    return _("照片") if kind == "photograph" else str(_WORDS.get(field, field))
