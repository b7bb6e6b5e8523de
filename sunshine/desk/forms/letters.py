"""Forms about letters: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import day
from sunshine.letters.actions import BIGGEST_SEAL_BYTES, LONGEST_TITLE, LONGEST_WORD
from sunshine.letters.filling import LONGEST_TEXT


class TemplateForm(forms.Form):
    """A text for a kind of letter, and from when it holds."""

    title = forms.CharField(label=_("文书标题"), max_length=LONGEST_TITLE)
    text = forms.CharField(
        label=_("正文"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=_(
            "一段一行。花括号里的由系统填写；带问号的，没有内容时整段不写。“{remedy}”是救济途径，不能删去。"
        ),
        strip=True,
    )
    valid_from = day(_("从哪一天起用"), help_text=_("此前发出的文书不变。"))
    for_all = forms.BooleanField(label=_("下级机关没有自己的模板时也用这个"), required=False)

    def __init__(self, *args: Any, is_highest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_highest:
            del self.fields["for_all"]


class PracticeForm(forms.Form):
    """A body's word in the numbers of its letters, and its seal."""

    word = forms.CharField(
        label=_("机关代字"),
        max_length=LONGEST_WORD,
        required=False,
        help_text=_(
            "用在发文字号里，例如“沈阳税”成为“沈阳税公开答〔2026〕12号”。空着就用机关名称。"
        ),
    )
    seal = forms.FileField(
        label=_("印章图片"),
        required=False,
        help_text=_("底色透明的PNG图片，不超过1 MB。不选就保留现在的。"),
    )
    without_seal = forms.BooleanField(label=_("文书上不印印章"), required=False)

    def clean_seal(self) -> bytes:
        """Return the bytes of the picture, none if there is none; raise ValidationError if big."""
        given = self.cleaned_data["seal"]
        if given is None:
            return b""
        if given.size > BIGGEST_SEAL_BYTES:
            raise forms.ValidationError(_("印章图片不能超过1 MB。请缩小后再选。"))
        return bytes(given.read())


class VoidForm(forms.Form):
    """Why a letter is void."""

    reason = forms.CharField(
        label=_("作废的原因"),
        max_length=200,
        help_text=_("核验页面会说明文书已经作废。编号不再使用。"),
    )
