"""Showing a refusal where the reader can act on it, with everything typed kept."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from sunshine.kit.errors import Reason, Refused


def sentence(reason: Reason) -> str:
    """Return the sentence of ``reason`` with the law it rests on."""
    return f"{reason}（{reason.law}）" if reason.law else str(reason)


def add_refusal_to_form(form: forms.BaseForm, refused: Refused) -> None:
    """Put every reason at its field of ``form``, or on top if it has none there."""
    for reason in refused.reasons:
        at = reason.field if reason.field in form.fields else None
        form.add_error(at, sentence(reason))


def tell_refusal(request: HttpRequest, refused: Refused) -> None:
    """Say every reason above the next page; for acts that have a button and no form."""
    for reason in refused.reasons:
        messages.error(request, sentence(reason))
