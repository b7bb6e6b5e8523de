"""Forms about the rules of a body: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.orgs import BodyChoice, line
from sunshine.desk.forms.people import day
from sunshine.orgs.models import Body
from sunshine.publishing.models import Item

_UNKNOWN = _("不清楚就留空，显示为“不详”。")


class RuleForm(forms.Form):
    """A rule as yet without a version."""

    body = BodyChoice(label=_("制定机关"), queryset=Body.objects.none(), empty_label=_("请选择"))
    title = line(_("制度名称"), 200, hint=_("例如：政府信息公开保密审查办法"))
    title_en = line(_("英文名称"), 300, required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """A version of a rule: its facts and its plain text."""

    document_number = line(_("文号"), 80, required=False)
    adopted_on = day(_("通过日期"), required=False, help_text=_UNKNOWN)
    effective_from = day(_("施行日期"), required=False, help_text=_UNKNOWN)
    text = forms.CharField(
        label=_("全文"),
        help_text=_("一段一行。系统按“第几条”分成条款，以便逐条比较和注明失效。"),
        widget=forms.Textarea(attrs={"rows": 16}),
    )


class RepealVersionForm(forms.Form):
    """From which day a version is no more, and by which document."""

    repealed_on = day(_("废止日期"), help_text=_("自这一天起不再有效。"))
    document = line(_("废止文件"), 200)


class RepealClauseForm(forms.Form):
    """The last day of one clause, and the document that ended it."""

    until = day(_("最后有效的一天"), required=False, help_text=_UNKNOWN)
    document = line(_("依据文件"), 200)


class ItemChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the items of a body, each shown with title and index number."""

    def label_from_instance(self, item: Item) -> str:
        """Return the title and the index number."""
        title = item.current.title if item.current else item.code
        return f"{title}（{item.index_number}）"


class BindForm(forms.Form):
    """The item that publishes the text of a version."""

    item = ItemChoice(label=_("公开条目"), queryset=Item.objects.none(), empty_label=_("请选择"))

    def __init__(self, *args: Any, items: QuerySet[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
