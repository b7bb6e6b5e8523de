"""Which accounts a person finds; everything else does not exist for him."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.guard import StaffRequest, role
from sunshine.figures.duties import CHECKING, bodies_seen
from sunshine.figures.forms import first_year
from sunshine.figures.models import Account, Entry, Kind
from sunshine.orgs.models import Body
from sunshine.ui.shell import Crumb

CURRENT = "accounts"
accountant = role(*CHECKING)


def seen_bodies(request: StaffRequest) -> list[Body]:
    """Return the bodies whose accounts the person sees, parents before children; one query."""
    return list(bodies_seen(request.posts))


def seen_account(request: StaffRequest, number: int) -> Account:
    """Return the account of that number; raise Http404 if the person may not see it."""
    accounts = Account.objects.filter(body__in=bodies_seen(request.posts))
    return get_object_or_404(accounts.select_related("body", "written_by", "handed_by"), pk=number)


def seen_entry(account: Account, group: str) -> Entry:
    """Return what was entered for a group of ``account``; raise Http404 if nothing was."""
    entries = Entry.objects.filter(account=account).select_related(
        "entered_by", "signed_by", "account__body"
    )
    return get_object_or_404(entries, group=group)


def asked_year(request: StaffRequest, kind: str) -> int:
    """Return the year that the address asks for, the one before this without any.

    Raises Http404 for a year that no account is made for.
    """
    given = request.GET.get("year", "")
    if not given:
        return request.today.year - 1
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        raise Http404
    year = int(given)
    if not first_year(kind) <= year <= request.today.year:
        raise Http404
    return year


def asked_kind(request: StaffRequest) -> str:
    """Return the kind of account that the address asks for; raise Http404 for another."""
    kind = request.GET.get("kind", str(Kind.DISCLOSURE))
    if kind not in Kind.values:
        raise Http404
    return kind


def crumbs_to(account: Account | None = None) -> list[Crumb]:
    """Return the way to the pages of an account."""
    way = [Crumb(_("年度报告"), reverse("desk:accounts"))]
    if account is not None:
        year = {"year": account.year, "body": account.body.short_name}
        words = _("%(body)s%(year)s年") % year
        way.append(Crumb(words, reverse("desk:account", args=[account.pk])))
    return way
