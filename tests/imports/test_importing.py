"""Documents become drafts with what they say; once, in order, each row by itself."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from sunshine.audit.models import Event
from sunshine.imports.models import Batch, BatchState, Origin, RowState
from sunshine.imports.periodic import go_on_with, keep_addresses
from sunshine.kit.errors import Refused
from sunshine.publishing import content as contents
from sunshine.publishing.models import Edition, EditionState, Item, OldAddress, Paper
from tests.build.imports import (
    AT,
    LAW_2019,
    LAW_2023,
    NOTICE,
    a_batch,
    a_docx,
    a_folder,
    an_archive,
    imported,
    run,
)
from tests.build.pdf_files import box, pdf
from tests.build.release import published
from tests.cast import Cast


def states(rows) -> list[str]:
    """Return the states of the rows in their order."""
    return [row.state for row in rows]


def test_a_notice_becomes_a_paper_an_item_and_a_draft(cast: Cast, tmp_path: Path) -> None:
    [row] = imported(a_folder(tmp_path / "in", {"通知.txt": NOTICE}), cast.heping, cast.li)
    assert row.state == RowState.DONE
    edition = row.item.editions.get()
    assert (edition.number, edition.state) == (row.edition, EditionState.DRAFT)
    assert edition.title == "国家税务总局沈阳市和平区税务局关于延长办税服务时间的通知"
    assert edition.content.startswith("<p>沈和税发〔2025〕12号</p>")
    assert (edition.made_on, edition.in_force_on) == (date(2025, 3, 20), date(2025, 4, 1))
    paper = row.item.paper
    assert (paper.document_number, paper.made_on) == ("沈和税发〔2025〕12号", date(2025, 3, 20))
    assert paper.registered_by == edition.author == cast.li
    # Nothing of it is public, and nothing is said of it but where staff look.
    assert row.item.published_here is None
    assert row.content == ""


def test_twice_is_the_same_as_once(cast: Cast, tmp_path: Path) -> None:
    source = a_folder(tmp_path / "in", {"a.txt": NOTICE, "法(2019-03-02).md": LAW_2019})
    imported(source, cast.heping, cast.li)
    before = (Item.objects.count(), Edition.objects.count(), Paper.objects.count())
    again = imported(source, cast.heping, cast.li)
    assert set(states(again)) == {RowState.SAME}
    assert all(row.item for row in again)
    assert (Item.objects.count(), Edition.objects.count(), Paper.objects.count()) == before


def test_byte_equal_twins_are_one(cast: Cast, tmp_path: Path) -> None:
    source = a_folder(tmp_path / "in", {"社会法/a.md": LAW_2019, "行政法/b.md": LAW_2019})
    rows = imported(source, cast.heping, cast.li)
    assert states(rows) == [RowState.DONE, RowState.TWIN]
    assert rows[1].reason_facts == {"row": 1, "name": "社会法/a.md"}
    assert Item.objects.count() == 1


def test_two_versions_of_a_law_are_two_editions_of_one_item(cast: Cast, tmp_path: Path) -> None:
    # The newer one comes first by name.
    files = {"A/票据管理办法(2023-07-20).md": LAW_2023, "B/票据管理办法(2019-03-02).md": LAW_2019}
    rows = imported(a_folder(tmp_path / "in", files), cast.heping, cast.li)
    assert states(rows) == [RowState.QUEUED, RowState.DONE]
    item = rows[1].item
    assert rows[0].item == item
    published(cast, item.editions.get())
    go_on_with(item, at=AT)
    rows[0].refresh_from_db()
    assert (rows[0].state, rows[0].edition) == (RowState.DONE, 2)
    old, new = item.editions.all()
    assert (old.made_on, new.made_on) == (date(2019, 3, 2), date(2023, 7, 20))
    assert "领购" in old.content
    assert "领购" not in new.content
    assert (new.kind, new.change_note) == ("major", "2023-07-20版本")
    published(cast, new)
    assert Item.objects.count() == 1


def test_a_version_follows_though_its_folder_is_gone(cast: Cast, tmp_path: Path) -> None:
    files = {"票据管理办法(2019-03-02).md": LAW_2019, "票据管理办法(2023-07-20).md": LAW_2023}
    rows = imported(a_folder(tmp_path / "in", files), cast.heping, cast.li)
    shutil.rmtree(tmp_path / "in")
    published(cast, rows[0].item.editions.get())
    go_on_with(rows[0].item, at=AT)
    rows[1].refresh_from_db()
    assert (rows[1].state, rows[1].edition) == (RowState.DONE, 2)


def test_a_row_that_no_program_can_read_holds_up_no_other(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours at one document is told at its row, and in the log."""

    def fails(html: str) -> str:
        if "甲" in html:
            raise RecursionError
        return html

    monkeypatch.setattr(contents, "clean", fails)
    files = {"a.txt": "为了管理，现将甲事项通知如下。", "b.txt": "为了管理，现将乙事项通知如下。"}
    batch = a_batch(a_folder(tmp_path / "in", files), cast.heping, cast.li, is_confirmed=False)
    rows = run(batch)
    assert [(row.state, row.reason) for row in rows] == [
        (RowState.FAILED, "import-fault"),
        (RowState.READ, "import-will-begin"),
    ]


def test_an_older_version_is_not_put_before_a_later_one(cast: Cast, tmp_path: Path) -> None:
    later = a_folder(tmp_path / "1", {"票据管理办法(2023-07-20).md": LAW_2023})
    earlier = a_folder(tmp_path / "2", {"票据管理办法(2019-03-02).md": LAW_2019})
    imported(later, cast.heping, cast.li)
    [row] = imported(earlier, cast.heping, cast.li)
    assert (row.state, row.reason) == (RowState.FAILED, "import-older-version")


def test_notices_of_one_name_are_no_versions(cast: Cast, tmp_path: Path) -> None:
    other = NOTICE.replace("3月20日", "9月20日").replace("12号", "30号")
    rows = imported(
        a_folder(tmp_path / "in", {"a.txt": NOTICE, "b.txt": other}), cast.heping, cast.li
    )
    assert states(rows) == [RowState.DONE, RowState.DONE]
    assert rows[0].item != rows[1].item


def test_what_is_not_known_stays_unknown(cast: Cast, tmp_path: Path) -> None:
    text = "关于开展检查的通知\n各单位：\n为了加强管理，请于近期完成检查。"
    [row] = imported(a_folder(tmp_path / "in", {"a.txt": text}), cast.heping, cast.li)
    edition = row.item.editions.get()
    assert row.state == RowState.DONE
    assert (edition.made_on, edition.in_force_on, edition.document_number) == (None, None, "")
    assert edition.validity == "unknown"
    # Without the day it was made there is no paper to register, and the row says so.
    assert row.item.paper is None
    assert ["import-made-unknown", {}] in row.remarks


def test_a_list_of_documents_with_their_facts(cast: Cast, tmp_path: Path) -> None:
    entry = {
        "url": "http://www.gov.cn/a.htm",
        "index_number": "000014349/2018-00212",
        "theme": "劳动、人事、监察\\劳动就业",
        "issuer": "国务院",
        "written_date": "2018年11月16日",
        "title": "国务院关于做好就业工作的若干意见",
        "doc_number": "国发〔2018〕39号",
        "publish_date": "2018年12月05日",
        "subject_words": "None",
        "body": "国务院关于做好就业工作的\n若干意见\n国发〔2018〕39号\n就业是最大的民生，要重视。",
    }
    path = tmp_path / "policies.json"
    path.write_text(json.dumps([entry], ensure_ascii=False), encoding="utf-8")
    [row] = imported(path, cast.heping, cast.li)
    item, edition = row.item, row.item.editions.get()
    assert item.source_index_number == "000014349/2018-00212"
    assert item.published_first == date(2018, 12, 5)
    assert (edition.source, edition.made_on) == ("国务院", date(2018, 11, 16))
    assert edition.subject == "劳动、人事、监察 / 劳动就业"
    assert edition.content.startswith("<p>国发〔2018〕39号</p>")
    assert edition.summary == "就业是最大的民生，要重视。"
    # Another organ's document is none of the papers that the bureau made.
    assert item.paper is None
    assert row.address == "http://www.gov.cn/a.htm"


TABLE = """文件名,标题,成文日期,文号,效力
a.txt,关于甲事项的通知,2020年5月6日,甲〔2020〕1号,有效
没有.txt,乙,,,
"""


def test_a_table_in_the_folder_gives_facts(cast: Cast, tmp_path: Path) -> None:
    files = {"目录.csv": TABLE.encode("gb18030"), "a.txt": "为了管理，现将甲事项通知如下。"}
    rows = imported(a_folder(tmp_path / "in", files), cast.heping, cast.li)
    assert [(row.name, row.state) for row in rows] == [
        ("a.txt", RowState.DONE),
        ("没有.txt", RowState.FAILED),
    ]
    edition = rows[0].item.editions.get()
    assert (edition.title, edition.made_on) == ("关于甲事项的通知", date(2020, 5, 6))
    assert (edition.document_number, edition.validity) == ("甲〔2020〕1号", "valid")
    assert rows[1].reason == "import-named-not-there"


def test_a_list_beside_the_folder_gives_facts(cast: Cast, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "laws", {"a.md": "# 旧名\n\n为了管理，现作如下规定，请遵守。"})
    facts = [{"path": "a.md", "title": "新名", "category": "行政法规"}]
    (tmp_path / "laws-index.json").write_text(json.dumps(facts), encoding="utf-8")
    [row] = imported(folder, cast.heping, cast.li)
    edition = row.item.editions.get()
    assert (edition.title, edition.subject) == ("新名", "行政法规")


def test_word_keeps_structure_and_leaves_out_what_was_deleted(cast: Cast, tmp_path: Path) -> None:
    changed = (
        "<w:r><w:t>服务时间</w:t></w:r><w:del><w:r><w:delText>旧的</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>延长。</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部意见</w:t></w:r>"
    )
    document = a_docx([("T", "关于服务的通知"), ("H1", "一、要求"), ("N", changed)])
    [row] = imported(a_folder(tmp_path / "in", {"a.docx": document}), cast.heping, cast.li)
    edition = row.item.editions.get()
    assert edition.title == "关于服务的通知"
    assert edition.content == "<h2>一、要求</h2><p>服务时间延长。</p>"
    assert edition.attached.count() == 0


def test_a_number_of_another_document_is_not_taken_over(cast: Cast, tmp_path: Path) -> None:
    other = NOTICE.replace("延长办税服务时间", "另一事项")
    rows = imported(
        a_folder(tmp_path / "in", {"a.txt": NOTICE, "b.txt": other}), cast.heping, cast.li
    )
    assert states(rows) == [RowState.DONE, RowState.DONE]
    assert rows[1].item.editions.get().document_number == ""
    assert ["import-number-used", {"number": "沈和税发〔2025〕12号"}] in rows[1].remarks


def test_a_preview_writes_nothing_until_it_is_confirmed(cast: Cast, tmp_path: Path) -> None:
    batch = a_batch(
        a_folder(tmp_path / "in", {"a.txt": NOTICE}), cast.heping, cast.li, is_confirmed=False
    )
    [row] = run(batch)
    assert (batch.state, row.state) == (BatchState.PREVIEW, RowState.READ)
    assert row.reason == "import-will-begin"
    assert Item.objects.count() == Paper.objects.count() == 0


def test_nobody_imports_for_a_bureau_that_is_not_his(cast: Cast, tmp_path: Path) -> None:
    source = a_folder(tmp_path / "in", {"a.txt": NOTICE})
    for stranger in (cast.zhao, cast.chen, cast.nobody):
        with pytest.raises(Refused):
            a_batch(source, cast.heping, stranger)
    assert Batch.objects.count() == 0


def test_one_row_that_fails_leaves_no_half_of_itself(cast: Cast, tmp_path: Path) -> None:
    """A document of the body's own whose text is too large is refused after its paper."""
    large = NOTICE + "为了加强管理，请各单位认真遵照执行。\n" * 30_000
    rows = imported(
        a_folder(tmp_path / "in", {"a.txt": large, "b.txt": NOTICE}), cast.heping, cast.li
    )
    assert states(rows) == [RowState.FAILED, RowState.DONE]
    assert rows[0].reason == "content-too-large"
    assert Paper.objects.count() == Item.objects.count() == Origin.objects.count() == 1


def test_every_row_has_its_event_and_every_act_too(cast: Cast, tmp_path: Path) -> None:
    files = {"a.txt": NOTICE, "b.txt": NOTICE.replace("服务", "咨询").replace("12号", "13号")}
    batch = a_batch(a_folder(tmp_path / "in", files), cast.heping, cast.li)
    run(batch)
    kinds = list(
        Event.objects.filter(subject=f"import:{batch.code}").values_list("kind", flat=True)
    )
    assert kinds == [
        "imports.batch_begun",
        "imports.batch_surveyed",
        "imports.batch_read",
        "imports.row_settled",
        "imports.row_settled",
        "imports.batch_finished",
    ]
    # What a person wrote in may not be reviewed by that person.
    written = Event.objects.filter(kind="publishing.item_begun")
    assert {event.actor for event in written} == {cast.li.pk}


def old_site() -> dict[str, bytes | str]:
    """Return a list page, two pages and a file of an old website."""
    page = (
        '<html><head><meta charset="gb2312"><title>{title}-某税务局</title>'
        '<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2015-03-01">'
        '</head><body><div class="nav"><a href="/">首页</a></div>'
        '<div class="dqwz">当前位置：首页 &gt; 政策法规</div><div id="zoom"><p>为了方便纳税人，'
        "现将有关事项通知如下，请各单位遵照执行。</p>{more}</div>"
        '<div class="footer">版权所有 某税务局</div></body></html>'
    )
    first = page.format(
        title="关于甲的通知",
        more='<a href="b.html">乙</a>、<a href="file/t.txt">表</a>、<a href="gone.html">丙</a>',
    )
    return {
        "art/a.html": first.encode("gb18030"),
        "art/b.html": page.format(title="关于乙的通知", more="").encode("gb18030"),
        "art/file/t.txt": "表一".encode(),
        "index.html": "<html><body>"
        + "".join(f'<li><a href="art/{n}.html">第{n}条</a></li>' for n in range(9))
        + "</body></html>",
    }


def test_a_site_is_taken_over_with_its_addresses(cast: Cast, tmp_path: Path) -> None:
    batch = a_batch(
        a_folder(tmp_path / "in", old_site()),
        cast.heping,
        cast.li,
        section="news",
        kind="site",
        options={"base": "http://www.old.example"},
    )
    rows = {row.name: row for row in run(batch)}
    assert {name: row.state for name, row in rows.items()} == {
        "art/a.html": RowState.DONE,
        "art/b.html": RowState.DONE,
        "index.html": RowState.LEFT,
        "art/file/t.txt": RowState.LEFT,
    }
    row = rows["art/a.html"]
    edition = row.item.editions.get()
    assert edition.title == "关于甲的通知"
    assert row.item.section.slug == "policies"
    assert row.item.published_first == date(2015, 3, 1)
    assert "版权" not in edition.content
    assert f'href="/i/{rows["art/b.html"].item.code}/"' in edition.content
    assert 'href="/f/' in edition.content
    assert [one.attachment.name for one in edition.attached.all()] == ["t.txt"]
    assert ["import-link-broken", {"count": 1, "name": "gone.html"}] in row.remarks
    keep_addresses(row.item, at=AT)
    assert not row.item.current
    from_old = publish_and_lead(cast, row.item)
    assert from_old == {"/art/a.html": f"/i/{row.item.code}/"}


def publish_and_lead(cast: Cast, item: Item) -> dict[str, str]:
    """Publish the item's draft; return the old addresses that lead on then."""
    edition = item.editions.get()
    edition.made_on = date(2015, 3, 1)
    edition.save()
    published(cast, edition)
    item.refresh_from_db()
    keep_addresses(item, at=AT)
    keep_addresses(item, at=AT)
    return dict(OldAddress.objects.values_list("path", "leads_to"))


def test_an_archive_is_read_like_a_folder(cast: Cast, tmp_path: Path) -> None:
    files = {"通知/一.txt": NOTICE, "__MACOSX/x": "x", "通知/.DS_Store": "x"}
    rows = imported(an_archive(tmp_path / "in.zip", files), cast.heping, cast.li)
    assert [(row.name, row.state) for row in rows] == [("通知/一.txt", RowState.DONE)]


def test_pictures_of_a_document_are_told(cast: Cast, tmp_path: Path) -> None:
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice><w:drawing/></mc:Choice>'
        "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )
    drawn = "<w:r><w:t>流程如图：</w:t></w:r><w:r><w:drawing/></w:r>"
    gone = "<w:del><w:r><w:drawing/></w:r></w:del>"
    document = a_docx([("T", "关于办税流程的通知"), ("N", drawn + gone), ("N", both)])
    [row] = imported(a_folder(tmp_path / "in", {"流程.docx": document}), cast.heping, cast.li)
    assert ["import-pictures-left", {"count": 2}] in row.remarks


def test_a_scan_comes_with_its_file_alone(cast: Cast, tmp_path: Path) -> None:
    scan = pdf(box(50, 50, 400, 600))
    [row] = imported(a_folder(tmp_path / "in", {"批复.pdf": scan}), cast.heping, cast.li)
    assert row.state == RowState.DONE
    assert ["import-scan", {}] in row.remarks
    edition = row.item.editions.get()
    assert edition.content == ""
    assert [one.attachment.name for one in edition.attached.all()] == ["批复.pdf"]
