"""People already inside the desk, for browsers: everybody of the cast with a session of his own."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from sunshine.letters.models import Letter
from sunshine.orgs.models import Person
from sunshine.publishing.reference import load_sections
from tests.cast import cast_people
from tests.entering import give_factor

NAMES = (
    *("li", "lin", "chen", "xu", "qian", "zhou", "wu", "he", "wang", "gao", "ma", "zhao"),
    "feng",
)


def staffed() -> dict[str, str]:
    """Make the cast and the sections; return the session of everybody who has a post."""
    cast = cast_people()
    load_sections(at=timezone.now())
    return {name: session_of(getattr(cast, name)) for name in NAMES}


def session_of(person: Person) -> str:
    """Return the key of a session in which ``person`` is signed in, second factor and all."""
    give_factor(person)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def last_letter() -> dict[str, str]:
    """Return the code and the number of the letter that went out last."""
    letter = Letter.objects.latest("pk")
    return {"code": letter.code, "number": letter.number}
