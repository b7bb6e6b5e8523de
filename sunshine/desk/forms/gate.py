"""Forms about wording lists and what is public and suspicious: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.orgs import BodyChoice, line
from sunshine.desk.forms.people import day
from sunshine.gate.models import Suspicion
from sunshine.orgs.models import Body


class WordingForm(forms.Form):
    """An entry of a list."""

    wrong = line(_("错误的写法"), 120)
    right = line(_("正确的写法"), 120, required=False, hint=_("说不准就留空，由编写的人改。"))
    why = line(_("为什么"), 300, hint=_("写给编写的人看，说清依据。"))
    is_pattern = forms.BooleanField(
        label=_("错误的写法是正则表达式"),
        required=False,
        help_text=_("只在普通写法不够用时勾选。"),
    )


class WordingListForm(forms.Form):
    """A list of a body."""

    body = BodyChoice(label=_("哪个机关的词表"), queryset=Body.objects.none(), empty_label=None)
    slug = line(_("代号"), 40, hint=_("只用小写字母、数字和连字符。定下后不改。"))
    name = line(_("词表名称"), 80)
    source = line(_("来源"), 200, hint=_("例如：某某文件，或者本局校对经验"))
    dated = day(_("来源的日期"))

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    """How something public and suspicious was settled."""

    outcome = forms.ChoiceField(
        label=_("办理结果"), choices=Suspicion.Outcome.choices, widget=forms.RadioSelect
    )
    reason = line(_("理由"), 300, hint=_("保留的，写明为什么可以公开。"))
