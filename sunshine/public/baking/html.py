"""Pages in both languages from one template: rendered once each, without a request."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from sunshine.orgs.models import Body
from sunshine.public.addresses import DJANGO_LANGUAGE, LANGUAGES
from sunshine.public.baking.keys import Page
from sunshine.public.baking.readings import root_body
from sunshine.ui.shell import Shell, build_shell

Build = Callable[[Shell], Mapping[str, Any]]


def in_both_languages(
    address: str,
    template: str,
    build: Build,
    *,
    body: Body | None = None,
    path: str | None = None,
    door: str = "open",
) -> Iterator[Page]:
    """Yield the page at ``address`` in Chinese and in English.

    ``build`` gets the frame in the language that is active and returns what the template
    shows; read the database before, so that it is read once. ``body``: who speaks, the
    root if nobody. ``path``: what the frame takes for the address of the page. ``door``: the
    door of the site it lies behind.
    """
    root = root_body()
    for language in LANGUAGES:
        with translation.override(DJANGO_LANGUAGE[language]):
            shell = build_shell(
                lang=DJANGO_LANGUAGE[language],
                path=path or address,
                body=body or root,
                root_body=root,
                site_url=settings.SITE_URL,
                door=door,
            )
            text = get_template(template).render({**build(shell), "shell": shell})
            yield Page(address, language, text.encode())
