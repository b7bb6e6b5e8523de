"""Pictures in the text of an item: where a paragraph is a link to an attached picture and no more.

The text itself stays structure only, so that editions are compared and searched as ever.
"""

import re
from collections.abc import Sequence
from html import escape, unescape

from sunshine.public.baking.data.attachments import attachment_address
from sunshine.publishing.models import EditionAttachment

_LINKED = re.compile(r'<p><a href="(?P<address>/f/[^"]+)"[^>]*>(?P<caption>[^<]*)</a></p>')


def placed(content: str, standing: Sequence[EditionAttachment]) -> str:
    """Return clean ``content`` with the attached pictures in the place of their links."""
    own = _addresses(standing)

    def figure(found: re.Match[str]) -> str:
        address, caption = unescape(found["address"]), found["caption"]
        if address not in own:
            return found[0]
        image = f'<img src="{escape(address)}" alt="{caption}" loading="lazy">'
        return f'<figure class="figure">{image}<figcaption>{caption}</figcaption></figure>'

    return _LINKED.sub(figure, content)


def not_placed(content: str, standing: Sequence[EditionAttachment]) -> list[EditionAttachment]:
    """Return the attachments that the text does not show itself."""
    linked = {unescape(found["address"]) for found in _LINKED.finditer(content)}
    shown = linked & set(_addresses(standing))
    return [one for one in standing if _address(one) not in shown]


def _addresses(standing: Sequence[EditionAttachment]) -> set[str]:
    return {_address(one) for one in standing if one.attachment.media_type.startswith("image/")}


def _address(one: EditionAttachment) -> str:
    return attachment_address(one.attachment.code, one.attachment.name)
