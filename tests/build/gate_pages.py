"""A draft that the gate holds, for browsers: words in the text, a list and a scan with them."""

from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.models import Edition
from tests.build.leaking import known_cast
from tests.build.pdf_files import pdf, say
from tests.build.release import draft

MOBILE = "13904012345"
DUTY = "13700001111"
LISTED = "13812345678"


def held() -> dict[str, str]:
    """Make a draft of Li's with telephones in text and files; return its addresses."""
    cast, at = known_cast(), timezone.now()
    content = f"<p>联系人王建国，手机{MOBILE}。</p><p>值班手机{DUTY}，夜间有人。</p>"
    edition = draft(cast, content=content)
    pages = pdf(
        say("Contact list of the tax hall", 50, 720, size=20) + say(f"Tel {LISTED}", 50, 640),
        say("Second page", 50, 720, size=20),
    )
    listed = attach(edition, stream=BytesIO(pages), filename="联系名单.pdf", by=cast.li, at=at)
    scan = attach(edition, stream=_scan(), filename="现场照片.png", by=cast.li, at=at)
    there = f"/desk/items/{edition.item.code}/{edition.number}/"
    return {
        "gate": f"{there}gate/",
        "edition": there,
        "pdf": f"{there}gate/files/{listed.code}/",
        "scan": f"{there}gate/files/{scan.code}/",
    }


def standing() -> dict[str, object]:
    """Return the text of the draft, and what its files are now."""
    edition = Edition.objects.get()
    files = [one.attachment for one in edition.attached.select_related("attachment")]
    return {
        "content": edition.content,
        "files": {file.name: file.digest for file in files},
        "state": edition.state,
    }


def _scan() -> BytesIO:
    picture = Image.new("RGB", (900, 600), "white")
    drawing = ImageDraw.Draw(picture)
    for line in range(12):
        drawing.rectangle(
            (60, 40 + line * 45, 520 + (line * 97) % 320, 54 + line * 45), fill="#555"
        )
    stream = BytesIO()
    picture.save(stream, "PNG")
    stream.seek(0)
    return stream
