"""Forms about people: absence, deputies, joining, appointing, lost accounts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import AccountReset, Body, Person, Post


class DayInput(forms.DateInput):
    """A day, picked or typed as 2026-11-23."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, widget=DayInput(), input_formats=["%Y-%m-%d"], **options)


class AwayForm(forms.Form):
    """From when, and until when if that is known."""

    since = day(_("开始日期"))
    until = day(_("结束日期"), required=False)


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of some people, each shown with the sign-in name, for there are namesakes."""

    def label_from_instance(self, person: Person) -> str:
        """Return the name and the sign-in name."""
        return f"{person.name}（{person.username}）"


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the posts of a body or of those above it."""

    def label_from_instance(self, post: Post) -> str:
        """Return the body's short name and the post's."""
        return f"{post.body.short_name} · {post.name}"


class DeputyForm(forms.Form):
    """Who, from when until when, and why."""

    deputy = PersonChoice(
        label=_("代理人"), queryset=Person.objects.none(), empty_label=_("请选择")
    )
    since = day(_("开始日期"))
    until = day(_("结束日期"))
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["deputy"]
        field.queryset = Person.objects.filter(pk__in=[person.pk for person in people])


class HolderDeputyForm(DeputyForm):
    """The same, entered by an administrator for a holder."""

    holder = PersonChoice(
        label=_("在任者"), queryset=Person.objects.none(), empty_label=_("请选择")
    )

    field_order = ("holder", "deputy", "since", "until", "reason")

    def __init__(self, *args: Any, holders: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["holder"]
        field.queryset = Person.objects.filter(pk__in=[person.pk for person in holders])


class JoinForm(forms.Form):
    """A new colleague, or a member of a named group."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    name_en = forms.CharField(label=_("英文姓名"), max_length=60, required=False)
    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        help_text=_("小写字母开头，可用数字和 . _ -，例如 li.ming。定下后不改。"),
    )
    email = forms.EmailField(label=_("电子邮箱"), required=False)


class PersonForm(forms.Form):
    """What may change in an account."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    name_en = forms.CharField(label=_("英文姓名"), max_length=60, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)


class LeaveForm(forms.Form):
    """Why somebody leaves."""

    reason = forms.CharField(label=_("事由"), max_length=200, help_text=_("例如：退休、调离。"))


class AppointForm(forms.Form):
    """Who is appointed to a post, from when, by which document."""

    person = PersonChoice(
        label=_("任命谁"), queryset=Person.objects.none(), empty_label=_("请选择")
    )
    since = day(_("任职日期"))
    document = forms.CharField(
        label=_("任职文件"), max_length=200, required=False, help_text=_("例如：辽税任〔2026〕3号")
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        near = [body, *body.ancestors()]
        field.queryset = Person.objects.filter(
            body__in=near, left__isnull=True, is_active=True
        ).order_by("-body__path", "name")


class LastDayForm(forms.Form):
    """The last day on which something holds."""

    last_day = day(_("最后一天"))


class RelieveForm(LastDayForm):
    """The last day in a post, and the document."""

    document = forms.CharField(label=_("免职文件"), max_length=200, required=False)


class OpenResetForm(forms.Form):
    """What a person lost, and how it came."""

    lost = forms.ChoiceField(
        label=_("遗失了什么"), choices=AccountReset.Lost.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("经过"), max_length=200)


class ReleaseForm(forms.Form):
    """How the second person made sure who asks."""

    identity = forms.CharField(
        label=_("怎样核对的身份"),
        max_length=200,
        help_text=_("例如：当面核对工作证，编号……"),
    )


class RefuseForm(forms.Form):
    """Why a reset is not released."""

    reason = forms.CharField(label=_("原因"), max_length=200)
