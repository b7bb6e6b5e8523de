"""A bundle for a court: everything in order, every page numbered, nothing left out silently."""

import io
from pathlib import Path

import pypdfium2
from PIL import Image

from sunshine.kit.papers.binding import Bundle, Grid, Part, Sheet, bound_apart
from sunshine.kit.papers.typesetting import pdf_of
from tests.kit.test_papers import PAPER

NOWHERE = Path("nowhere")


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, kind)
    return out.getvalue()


def bundle(parts: list[Part]) -> Bundle:
    return Bundle(
        title="证据材料",
        note="依申请-210102-2026-1",
        heads=("序号", "材料", "日期", "页码"),
        footer="第{page}页 共{pages}页",
        unreadable="打不开，SHA-256：{digest}",
        parts=parts,
    )


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    marks = [mark.get_title() for mark in document.get_toc()]
    document.close()
    return [*texts, "|".join(marks)]


def test_everything_is_bound_in_order_and_numbered() -> None:
    record = Sheet("检索记录", ["共一次。", Grid(("日期", "结果"), [("2026年3月5日", "没有")])])
    parts = [
        Part("申请书", "2026年3月3日", sheet=record),
        Part("答复书", content=pdf_of(PAPER)),
        Part("身份证明", content=picture("PNG")),
        Part("签收照片", content=picture("JPEG")),
        Part("坏文件", content=b"%PDF-1.7 broken"),
    ]
    *pages, marks = pages_of(bound_apart(bundle(parts), fonts=NOWHERE))
    assert len(pages) == 6
    assert all(
        f"第{number}页共6页" in page.replace(" ", "") for number, page in enumerate(pages, 1)
    )
    assert "检索记录" in pages[1]
    assert "沈税公开答〔2026〕12号" in pages[2]
    assert "打不开" in pages[5]
    assert marks == "申请书|答复书|身份证明|签收照片|坏文件"


def test_long_contents_move_the_pages_behind_them() -> None:
    parts = [Part(f"材料{number}", sheet=Sheet(f"材料{number}", ["一"])) for number in range(80)]
    *pages, _marks = pages_of(bound_apart(bundle(parts), fonts=NOWHERE))
    front = len(pages) - 80
    assert front > 1
    assert "材料0" in pages[front]
    assert str(front + 1) in pages[0]
