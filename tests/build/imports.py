"""Sources to import, made by hand, and imports run to their end."""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from sunshine.imports.actions import begin_batch
from sunshine.imports.models import Batch, Row
from sunshine.imports.reading import Reader
from sunshine.imports.running import steps
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person
from sunshine.publishing.reference import load_sections

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

LAW_2019 = """# 中华人民共和国票据管理办法

1993年12月12日 国务院批准

1993年12月23日 财政部令第6号发布

2019年3月2日 《国务院关于修改部分行政法规的决定》第一次修订

## 第一章 总则

第一条 为了加强票据管理和财务监督，制定本办法。

第二条 在境内印制、领购、开具票据的单位和个人，必须遵守本办法。

第三条 本办法自发布之日起施行。
"""
LAW_2023 = LAW_2019.replace(
    "第一次修订", "第一次修订\n\n2023年7月20日 《国务院关于修改部分行政法规的决定》第二次修订"
).replace("领购、开具", "领用、开具")
NOTICE = """国家税务总局沈阳市和平区税务局关于延长办税服务时间的通知
沈和税发〔2025〕12号
各税务所：
为了方便纳税人，办税服务厅周六上午照常办公。
本通知自2025年4月1日起施行。
国家税务总局沈阳市和平区税务局
2025年3月20日
"""


def a_folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write ``files`` below ``root`` and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def an_archive(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Pack ``files`` into a ZIP at ``path`` and return it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def a_batch(
    path: Path, body: Body, by: Person, *, section: str = "policies", **facts: Any
) -> Batch:
    """Begin an import of ``path`` as the command does."""
    chosen = load_sections(at=AT).sections.get(slug=section)
    facts = {"is_confirmed": True, **facts}
    return begin_batch(
        body, chosen, code=opaque_code(), name=path.name, path=str(path), by=by, at=AT, **facts
    )


def run(batch: Batch, *, at: datetime = AT, most: int | None = None) -> list[Row]:
    """Go on with ``batch``, for ``most`` steps if given; return its rows."""
    moment = at

    def clock() -> datetime:
        nonlocal moment
        moment += timedelta(milliseconds=1)
        return moment

    with Reader() as reader:
        for number, _row in enumerate(steps(batch, reader, clock), 1):
            if number == most:
                break
    batch.refresh_from_db()
    return list(batch.rows.select_related("item").order_by("ordinal"))


def imported(path: Path, body: Body, by: Person, **facts: Any) -> list[Row]:
    """Import ``path`` to its end and return the rows."""
    return run(a_batch(path, body, by, **facts))


def a_docx(paragraphs: list[tuple[str, str]], *, extra: Mapping[str, str] | None = None) -> bytes:
    """Return a DOCX of (style, text); a text that begins with "<" is taken as markup of runs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        + (text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>")
        + "</w:p>"
        for style, text in paragraphs
    )
    names = {"T": "Title", "H1": "heading 1", "N": "Normal"}
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>"
        )
        archive.writestr("word/styles.xml", f"<w:styles {space}>{styles}</w:styles>")
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return target.getvalue()
