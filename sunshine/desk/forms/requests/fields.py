"""What the forms about requests have in common: each knows the request it is about."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.receipt import Channel
from sunshine.inforequests.sealable import why_not_seal
from sunshine.orgs.models import Person

CHANNELS = {
    Channel.WEB: _("网上"),
    Channel.WINDOW: _("窗口当面"),
    Channel.ORAL: _("口头（代为填写）"),
    Channel.REGISTERED_LETTER: _("挂号信、快递（签收）"),
    Channel.LETTER: _("平信"),
    Channel.EMAIL: _("电子邮件"),
    Channel.FAX: _("传真"),
}
Choices = Iterable[tuple[str, Any]]


def refuse_unsealable(purpose: str, file: UploadedFile) -> None:
    """Raise ValidationError if a paper about a person bears a virus or was not looked through."""
    content = file.read()
    file.seek(0)
    reasons = why_not_seal(HandedIn(purpose, file, file.name or ""), content)
    if reasons:
        raise forms.ValidationError([str(reason) for reason in reasons])


class AboutForm(forms.Form):
    """A form about a request; ``arrange`` fills in what depends on it."""

    def __init__(self, *args: Any, about: InfoRequest, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.by = about, by
        self.arrange()

    def arrange(self) -> None:
        """Fill in choices that depend on the request; nothing by default."""

    def offer(self, name: str, choices: Choices, *, empty: Any = None) -> None:
        """Give the field ``name`` its choices, with an empty one in front if it has words."""
        field: Any = self.fields[name]
        field.choices = [*([("", empty)] if empty is not None else []), *choices]


def text(label: Any, most: int, *, rows: int = 4, required: bool = True, hint: Any = "") -> Any:
    """Return a field for several lines."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line(label: Any, most: int, *, required: bool = True, hint: Any = "", **attrs: str) -> Any:
    """Return a field for one line; ``attrs`` go to its input."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
    )


def radios(label: Any, choices: Choices, *, hint: Any = "", initial: str | None = None) -> Any:
    """Return a choice of few, all seen at once."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, help_text=hint, initial=initial
    )


def verdict(yes: Any, no: Any) -> Any:
    """Return the choice between passing and returning; ``passed`` comes out as a bool."""
    return forms.TypedChoiceField(
        label=_("意见"),
        choices=[("yes", yes), ("no", no)],
        widget=forms.RadioSelect,
        coerce=lambda given: given == "yes",
    )
