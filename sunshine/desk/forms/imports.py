"""The form of an import: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.orgs import BodyChoice, line, lines
from sunshine.imports.models import BatchKind
from sunshine.orgs.models import Body
from sunshine.publishing.models import Section


class ImportForm(forms.Form):
    """An archive, and where its documents go."""

    file = forms.FileField(
        label=_("压缩包或者文件"),
        help_text=_(
            "ZIP压缩包（内含MD、TXT、HTML、DOCX、PDF，可以附一份带“文件名”列的CSV或XLSX目录），"
            "或者单个文件、JSON清单。"
        ),
    )
    kind = forms.ChoiceField(label=_("内容"), choices=BatchKind.choices, widget=forms.RadioSelect)
    body = BodyChoice(label=_("机关"), queryset=Body.objects.none(), empty_label=None)
    section = forms.ModelChoiceField(
        label=_("栏目"), queryset=Section.objects.none(), empty_label=_("请选择")
    )
    attach_docx = forms.BooleanField(
        label=_("把DOCX原件也作为附件"), required=False, help_text=_("PDF总是作为附件保留。")
    )
    base = line(
        _("旧网站的网址"), 200, required=False, hint=_("例如 http://www.example.cn，只用于旧网站。")
    )
    mapping = lines(_("旧网站的文件夹或者栏目名，对应本站栏目代码"))

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], sections: QuerySet[Section], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]
        self.fields["mapping"].help_text = _("一行一个，例如：zcfg=policies。只用于旧网站。")

    def clean_base(self) -> str:
        """Return the address; it begins with http."""
        base: str = self.cleaned_data["base"].strip()
        if base and not base.startswith(("http://", "https://")):
            raise forms.ValidationError(_("网址以 http:// 或者 https:// 开头。"))
        return base

    def clean_mapping(self) -> dict[str, str]:
        """Return the slug of a section by folder or name."""
        pairs = [row.partition("=") for row in self.cleaned_data["mapping"].splitlines() if row]
        known = set(self.fields["section"].queryset.values_list("slug", flat=True))  # type: ignore[attr-defined]
        for folder, sign, slug in pairs:
            if not sign or slug.strip() not in known:
                raise forms.ValidationError(
                    _("看不懂“%(row)s”。写法是：文件夹=栏目代码。"),
                    params={"row": f"{folder}{sign}{slug}"},
                )
        return {folder.strip(): slug.strip() for folder, _sign, slug in pairs}
