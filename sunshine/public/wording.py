"""Names and labels as the reader of a page meets them, in the language that is active."""

from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from sunshine.orgs.models import Body, Post
from sunshine.publishing.models import Validity
from sunshine.ui.dates import english


class Named(Protocol):
    """Whatever has a Chinese name and may have an English one."""

    name: str
    name_en: str


VALIDITY_TONES = {
    Validity.VALID: "good",
    Validity.PARTLY: "warn",
    Validity.REPEALED: "stop",
    Validity.EXPIRED: "stop",
    Validity.UNKNOWN: "plain",
}
# Of one clause; the labels of ``Validity`` speak of the whole text.
CLAUSE_STATES = {
    Validity.VALID: pgettext_lazy("clause", "有效"),
    Validity.PARTLY: pgettext_lazy("clause", "部分失效"),
    Validity.REPEALED: pgettext_lazy("clause", "已废止"),
    Validity.EXPIRED: pgettext_lazy("clause", "已失效"),
    Validity.UNKNOWN: pgettext_lazy("clause", "效力未标注"),
}


def name_in(thing: Named) -> str:
    """Return the English name on an English page, the Chinese one elsewhere or where none is."""
    return thing.name_en if english() and thing.name_en else thing.name


def spoken(thing: Named) -> SafeString:
    """Return the name as markup; a Chinese one on an English page says so to screen readers."""
    if english() and not thing.name_en:
        return chinese(thing.name)
    return format_html("{}", name_in(thing))


def chinese(text: str) -> SafeString:
    """Return Chinese text as markup that says so on an English page; nothing for nothing."""
    if not text:
        return SafeString("")
    return format_html('<span lang="zh-Hans">{}</span>' if english() else "{}", text)


def keeper_of(body: Body, post: Post | None) -> str:
    """Return who is responsible for a page: the body and its post."""
    if post is None:
        return name_in(body)
    return f"{name_in(body)}, {name_in(post)}" if english() else f"{body.name}{post.name}"
