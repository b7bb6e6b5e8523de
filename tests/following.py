"""An applicant who opens his matter by number and code."""

from django.test import Client

from sunshine.cases.codes import code_for
from sunshine.inforequests.models import InfoRequest
from tests.build import inforequests as build


def follow(request: InfoRequest, token: str = build.FORM) -> Client:
    """Return a browser in which the matter is open."""
    client = Client()
    typed = {"number": request.case.number, "code": code_for(token)}
    assert client.post("/follow/", typed).status_code == 302
    return client


def page(client: Client, lang: str = "") -> str:
    """Return the page of the matter that is open."""
    answer = client.get(f"{lang}/follow/case/")
    assert answer.status_code == 200
    return answer.content.decode()
