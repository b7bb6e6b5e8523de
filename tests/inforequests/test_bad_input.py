"""What may come in wrong: each answered as the law and a sensible officer would."""

from dataclasses import replace
from datetime import date

import pytest

from sunshine.inforequests.actions.filing import why_not_register, why_not_submit
from sunshine.inforequests.asking import Asking, why_not_asking
from sunshine.inforequests.filing import Arrival
from sunshine.inforequests.identity import (
    Identity,
    IdKind,
    Someone,
    digest_of,
    opened,
    sealed,
    why_not_identity,
)
from sunshine.inforequests.models import ApplicantClass, InfoRequest
from sunshine.inforequests.queries.alike import (
    asked_elsewhere,
    count_of_month,
    demand,
    of_same_applicant,
)
from sunshine.inforequests.receipt import Channel
from sunshine.kit.sealing import BrokenSeal
from tests.build.inforequests import ASKING, ZHANG, closed, received, registered
from tests.cast import Cast

ON = date(2026, 3, 5)
CHILD = replace(ZHANG, id_number="210102201506010010")
FIRM = Identity(
    "某公司", IdKind.CREDIT_CODE, "91350100M000100Y43", email="a@example.cn", representative="李某"
)
BUSINESS = replace(ASKING, applicant_class=ApplicantClass.BUSINESS)


def codes(identity: Identity, asking: Asking = ASKING, on: date = ON) -> list[str]:
    """Return the codes of what is wrong with who asks."""
    return [one.code for one in why_not_identity(identity, asking, on=on)]


@pytest.mark.parametrize(
    ("identity", "asking", "wrong"),
    [
        (ZHANG, ASKING, []),
        (replace(ZHANG, id_number="210102198001010038"), ASKING, ["identity-number-wrong"]),
        (replace(ZHANG, id_number="210102800101003"), ASKING, []),
        (replace(ZHANG, id_kind=IdKind.PASSPORT, id_number="E12345678"), ASKING, []),
        (replace(ZHANG, name=" "), ASKING, ["identity-name-needed"]),
        (replace(ZHANG, email="zhang"), ASKING, ["identity-email-wrong"]),
        # In prison: no telephone, no mailbox, but an address.
        (
            replace(ZHANG, telephone="", email=""),
            replace(ASKING, wanted_form="paper", wanted_way="post"),
            [],
        ),
        (
            replace(ZHANG, telephone="", email="", address=""),
            replace(ASKING, wanted_form="paper", wanted_way="collect"),
            ["identity-contact-needed"],
        ),
        (CHILD, ASKING, ["identity-guardian-needed"]),
        (replace(CHILD, guardian=Someone("张父", IdKind.PASSPORT, "E12345678")), ASKING, []),
        (
            replace(ZHANG, agent=Someone("律师", IdKind.PASSPORT, "E12345678")),
            ASKING,
            ["identity-mandate-needed"],
        ),
        (replace(ZHANG, members=(Someone("李四"),)), ASKING, ["identity-number-needed"]),
        (FIRM, BUSINESS, []),
        (replace(FIRM, representative=""), BUSINESS, ["identity-representative-needed"]),
        (FIRM, ASKING, ["identity-kind-unfit"]),
    ],
)
def test_who_asks(identity: Identity, asking: Asking, wrong: list[str]) -> None:
    assert codes(identity, asking) == wrong


def test_of_age_on_the_birthday() -> None:
    assert codes(CHILD, on=date(2033, 5, 31)) == ["identity-guardian-needed"]
    assert codes(CHILD, on=date(2033, 6, 1)) == []


@pytest.mark.parametrize(
    ("asking", "wrong"),
    [
        (Asking(" "), {"request-description-needed"}),
        (Asking("统" * 4001), {"request-too-long"}),
        (replace(ASKING, wanted_form="stone"), {"request-choice"}),
        (replace(ASKING, wanted_form="disc", wanted_way="email"), {"request-way-unfit"}),
        (replace(ASKING, wanted_form="reading", wanted_way="post"), {"request-way-unfit"}),
    ],
)
def test_what_is_asked(asking: Asking, wrong: set[str]) -> None:
    assert {one.code for one in why_not_asking(asking)} == wrong


def test_a_number_of_15_figures_is_the_same_person() -> None:
    old = replace(ZHANG, id_number="210102800101003", name="张 某某")
    assert digest_of(old) == digest_of(ZHANG)
    assert digest_of(replace(ZHANG, id_number=" 21010219800101 0037 ")) == digest_of(ZHANG)
    assert digest_of(FIRM) != digest_of(ZHANG)


def test_a_seal_opens_only_where_it_belongs() -> None:
    whole = replace(
        ZHANG, agent=Someone("律师", IdKind.PASSPORT, "E1234"), members=(Someone("李"),)
    )
    text = sealed(whole, request=7)
    assert opened(text, request=7) == whole
    with pytest.raises(BrokenSeal):
        opened(text, request=8)
    assert opened("", request=7).name != whole.name


@pytest.mark.parametrize(
    ("arrival", "wrong"),
    [
        (Arrival(Channel.WINDOW, date(2026, 3, 6)), {"request-day-to-come"}),
        (Arrival(Channel.WINDOW, date(2008, 4, 30)), {"due-before-the-law"}),
        # A rest day is a day of receipt like any other: it is day 0.
        (Arrival(Channel.WINDOW, date(2026, 3, 1)), set()),
        (Arrival(Channel.ORAL, ON), {"request-mark-needed"}),
        (
            Arrival(Channel.LETTER, date(2026, 3, 4), office_confirmed_on=date(2026, 3, 3)),
            {"request-confirmed-before"},
        ),
    ],
)
def test_how_it_came(cast: Cast, arrival: Arrival, wrong: set[str]) -> None:
    asked = {"arrival": arrival, "asking": ASKING, "identity": ZHANG}
    reasons = why_not_register(cast.heping, **asked, by=cast.wu, on=ON)
    assert {one.code for one in reasons} == wrong
    stranger = why_not_register(cast.heping, **asked, by=cast.zhao, on=ON)
    assert "request-not-registrar" in {one.code for one in stranger}


def test_a_holiday_is_day_zero_and_a_gone_body_is_not_asked(cast: Cast) -> None:
    request = registered(cast, arrived_on=date(2026, 2, 28))
    assert request.case.due == date(2026, 3, 27)
    cast.heping.dissolved = ON
    gone = why_not_submit(cast.heping, asking=ASKING, identity=ZHANG, on=ON)
    assert [one.code for one in gone] == ["request-body-gone"]


def test_many_requests_of_one_person_in_a_month_cost(cast: Cast) -> None:
    last: InfoRequest | None = None
    for number in range(12):
        last = registered(cast, token=f"many-{number}")
    assert last is not None
    count, fee = count_of_month(last)
    assert (count, fee.amount) == (12, 200)


def test_what_is_alike_is_found_by_who_may_see_it(cast: Cast) -> None:
    closed(cast, received(cast, token="first"))
    second = received(cast, token="second", identity=replace(ZHANG, id_number="210102197503150027"))
    assert [one.request.pk for one in asked_elsewhere(second, by=cast.wu, on=ON)]
    assert asked_elsewhere(second, by=cast.zhao, on=ON) == []
    third = received(cast, token="third")
    mine = of_same_applicant(third, by=cast.wu, on=ON)
    assert [one.token_digest for one in mine] != []
    assert not of_same_applicant(third, by=cast.zhao, on=ON).exists()
    wanted = demand(InfoRequest.objects.all())
    assert [(one.count, one.request.description) for one in wanted] == [(2, ASKING.description)]
