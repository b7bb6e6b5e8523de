"""An address with a NUL character leads nowhere, on both databases."""

import pytest
from django.test import Client

from tests.cast import Cast


@pytest.mark.parametrize(
    "address",
    [
        "/i/%00/",
        "/b/ln%00/",
        "/search/?q=%00",
        "/search/?q=x&body=%00",
        "/catalogue/?q=%00",
        "/en/catalogue/?document_number=%00",
        "/account/login/?next=%00",
        "/desk/%00/",
    ],
)
def test_an_address_with_a_nul_is_not_found(cast: Cast, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
