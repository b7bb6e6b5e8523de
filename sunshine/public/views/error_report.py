"""Reporting an error in a page (网页纠错), and following what became of it by a code.

Spam is held off without a riddle and without keeping an address: a field that only
programs fill in, a least time, and a limit per sender and hour under a daily key.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from sunshine.kit.errors import Refused
from sunshine.public.face import answer, frame, reader_of
from sunshine.public.limits import sent_within_hour
from sunshine.publishing.actions.page_reports import LONGEST, LONGEST_CONTACT, report_page_error
from sunshine.publishing.models import PageReport
from sunshine.publishing.queries import page_report_by_code
from sunshine.ui.shell import Crumb

LEAST_SECONDS = 3
MOST_SECONDS = 24 * 60 * 60
MOST_PER_HOUR = 10
_SALT = "sunshine.public.error-report"


class ErrorReportForm(forms.Form):
    """What is wrong, where, and how the reporter can be reached if he wants."""

    path = forms.CharField(
        label=gettext_lazy("哪一页"),
        max_length=300,
        help_text=gettext_lazy("本网站网页的地址，例如 /b/ln/policies/"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("是哪一类问题"),
        choices=PageReport.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择是哪一类问题。")},
    )
    text = forms.CharField(
        label=gettext_lazy("哪里不对，应当是什么"),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST}),
        help_text=gettext_lazy("例如：第二段的电话号码少一位。请不要写身份证号码等个人信息。"),
        error_messages={"required": gettext_lazy("请写明哪里不对。")},
    )
    contact = forms.CharField(
        label=gettext_lazy("联系方式"),
        required=False,
        max_length=LONGEST_CONTACT,
        help_text=gettext_lazy("不留也会答复，您可以凭编号查询。"),
    )
    website = forms.CharField(label=gettext_lazy("请勿填写"), required=False)
    began = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_path(self) -> str:
        """Return the path; a full address is cut to it."""
        typed = str(self.cleaned_data["path"]).strip()
        parts = urlsplit(typed)
        return parts.path or "/" if parts.scheme and parts.netloc else typed

    def clean_website(self) -> str:
        """Refuse what only a program fills in."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("请把“请勿填写”一栏清空，再提交。"))
        return ""

    def clean(self) -> dict[str, object]:
        """Refuse what was sent faster than anybody writes, or from a page of yesterday."""
        token = str(self.cleaned_data.get("began", ""))
        if not _is_good(token):
            raise forms.ValidationError(_("这一页打开得太久了。您写的都在，请再提交一次。"))
        if _is_too_quick(token):
            raise forms.ValidationError(_("提交得太快了。请核对一遍，再提交一次。"))
        return dict(self.cleaned_data)


def _token() -> str:
    return signing.TimestampSigner(salt=_SALT).sign("form")


def _is_too_quick(token: str) -> bool:
    try:
        signing.TimestampSigner(salt=_SALT).unsign(token, max_age=timedelta(seconds=LEAST_SECONDS))
    except signing.SignatureExpired:
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest) -> HttpResponse:
    """Take a report; a refused one comes back with all that was typed, and why."""
    if request.method != "POST":
        form = ErrorReportForm(initial={"path": request.GET.get("page", "/")})
        return _form_page(request, form)
    form = ErrorReportForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=400)
    reader = reader_of(request)
    if sent_within_hour(request, "error-report", reader.at) > MOST_PER_HOUR:
        form.add_error(None, _("一小时内收到您这里的纠错较多。您写的都在，请过一会儿再提交。"))
        return _form_page(request, form, status=429)
    try:
        report = report_page_error(
            form.cleaned_data["path"],
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            contact=form.cleaned_data["contact"],
            by=reader.person,
            at=reader.at,
        )
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(reason.field if reason.field in form.fields else None, str(reason))
        return _form_page(request, form, status=400)
    return redirect("error-report-state", code=report.code)


def _form_page(request: HttpRequest, form: ErrorReportForm, *, status: int = 200) -> HttpResponse:
    began = str(form.data.get("began", ""))
    shell = frame(request)
    title = _("网页纠错")
    context = {
        "form": form,
        "began": began if _is_good(began) else _token(),
        "title": title,
        "follow_url": shell.at("/error-report/follow/"),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
    }
    return answer(request, "public/error_report.html", context, shell=shell, status=status)


def _is_good(token: str) -> bool:
    try:
        signing.TimestampSigner(salt=_SALT).unsign(token, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return False
    return True


@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a report, and lead to it."""
    code = request.GET.get("code", "").strip().lower()
    if code and page_report_by_code(code) is not None:
        return redirect("error-report-state", code=code)
    shell = frame(request)
    title = _("查询纠错的答复")
    error = _("没有这个编号的纠错。请核对您抄下的10位编号。") if code else ""
    context = {
        "title": title,
        "code": code,
        "error": error,
        "here": shell.at("/error-report/follow/"),
        "report_url": shell.at("/error-report/"),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
    }
    return answer(request, "public/follow.html", context, shell=shell, status=404 if error else 200)


@require_safe
def show_report(request: HttpRequest, code: str) -> HttpResponse:
    """Show where a report stands: who answers it, until when, and the answer."""
    report = page_report_by_code(code)
    if report is None:
        return redirect(f"{frame(request).at('/error-report/follow/')}?code={code}")
    shell = frame(request)
    title = _("纠错的办理情况")
    context = {
        "report": report,
        "title": title,
        "is_late": report.answered_at is None and report.due_on < timezone.localdate(),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
    }
    return answer(request, "public/report.html", context, shell=shell)
