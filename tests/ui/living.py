"""The living style page: every component of ``sunshine.ui`` with plausible content, as files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django import forms
from django.core.management import call_command
from django.template import engines
from django.test import override_settings
from django.utils import translation

from sunshine.kit.errors import Reason, register_sentences
from sunshine.ui import charts, parts
from sunshine.ui.shell import Crumb, DeskShell, Filings, NavItem, PageMeta, build_shell

SAMPLES = Path(__file__).parent / "samples"
SECTION_NAMES = (
    "机构信息 政策法规 审批事项 服务事项 人事信息 规划计划 统计信息 财务公开 应急管理 "
    "政务动态 工作总结 公众参与 专题栏目"
)
HASHED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
REASONS = {"ui-sample-secrecy": "保密审查还没有完成，请等待审查人。"}


@dataclass(frozen=True)
class Bureau:
    slug: str
    name: str
    name_en: str
    address: str = "沈阳市和平区北陵大街1号"
    postcode: str = "110000"
    office_hours: str = "工作日 8:30—11:30，13:00—17:00"
    telephone: str = "024-12345678"
    site_code: str = "bm29000001"


@dataclass(frozen=True)
class Counted:
    date: date
    counted: bool
    why: str = ""
    law: str = ""


ROOT = Bureau("ln", "国家税务总局辽宁省税务局", "Liaoning Provincial Tax Service")
CITY = Bureau(
    "ln-shenyang-tiexi",
    "国家税务总局沈阳市铁西区税务局",
    "Tiexi District Tax Service, Shenyang",
)
LINES = [
    Counted(date(2026, 9, 29), True),
    Counted(date(2026, 9, 30), True),
    *(Counted(date(2026, 10, day), False, "国庆节") for day in range(1, 8)),
    Counted(date(2026, 10, 8), True),
    Counted(date(2026, 10, 9), True),
    Counted(date(2026, 10, 10), True, "调休上班"),
]

BLOCKS = [
    parts.DiffBlock("same", [("=", "税务机关应当自受理之日起办理。")], "第四条"),
    parts.DiffBlock(
        "changed",
        [("=", "办理期限为"), ("-", "十日"), ("+", "五个工作日"), ("=", "。")],
        "第五条",
    ),
    parts.DiffBlock("removed", [("-", "申请人应当提交纸质材料一式三份。")], "第六条"),
    parts.DiffBlock("added", [("+", "申请人可以在网上提交材料。")], "第七条"),
]


class ReportForm(forms.Form):
    """One of each kind of field."""

    title = forms.CharField(label="标题", help_text="写全称，例如：关于优化发票服务的通告")
    kind = forms.ChoiceField(
        label="公开属性",
        widget=forms.RadioSelect,
        choices=[("p", "主动公开"), ("r", "依申请公开"), ("w", "不予公开")],
    )
    made = forms.DateField(label="形成日期", widget=forms.DateInput(attrs={"type": "date"}))
    topics = forms.MultipleChoiceField(
        label="主题",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "发票"), ("b", "税务登记")],
    )
    text = forms.CharField(label="内容概述", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="我已核对正文与附件一致")
    file = forms.FileField(label="附件", required=False)


def context(lang: str, variant: str) -> dict[str, Any]:
    """Return everything that the sample pages show."""
    form = ReportForm({"title": "", "kind": "", "made": "20255-01-01", "text": "已经写好的文字"})
    form.is_valid()
    return {
        "shell": build_shell(
            lang=lang,
            variant=variant,
            path="/b/ln-shenyang-tiexi/policies/",
            body=CITY,
            root_body=ROOT,
            site_url="http://localhost:8110",
            filings=Filings(icp="辽ICP备00000000号-1", police="辽公网安备 21010000000000号"),
        ),
        "desk": _desk(),
        "crumbs": [Crumb("省局", "/"), Crumb("铁西区局", "/b/x/"), Crumb("政策法规")],
        "meta": PageMeta(column_name="政策法规", column_type="政策文件"),
        "keeper": "政策法规科（公开管理岗）",
        "as_of": datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
        "made": date(2026, 9, 28),
        "due": date(2026, 10, 12),
        "form": form,
        "fresh_form": ReportForm(),
        "section_names": SECTION_NAMES.split(),
        **_parts(),
        **_charts(),
    }


def _desk() -> DeskShell:
    return DeskShell(
        person="李文",
        post="政策法规科 初审岗",
        body="沈阳市铁西区税务局",
        nav=[
            NavItem("turn", "轮到我", "/desk/", 3),
            NavItem("papers", "文件登记", "/desk/papers/", 12),
            NavItem("items", "公开条目", "/desk/items/"),
            NavItem("due", "公开期限", "/desk/due/", 2),
            NavItem("sections", "栏目更新", "/desk/sections/"),
            NavItem("orgs", "机构与人员", "/desk/orgs/"),
        ],
        current="turn",
        inbox_url="/desk/inbox/",
        unread=2,
        sign_out_url="/account/logout/",
        account_url="/desk/me/",
        language_url="/en/desk/",
        search_url="/desk/search/",
    )


def _parts() -> dict[str, Any]:
    return {
        "lines": LINES,
        "rows": [
            ("索引号", "21010600001/2026-00012"),
            ("发布机构", "国家税务总局沈阳市铁西区税务局"),
            ("文号", "沈铁税发〔2026〕12号"),
            ("主题分类", "税收征管"),
            ("空白", ""),
            parts.Fact("内容概述", "明确个体工商户定期定额核定的办理程序、期限与公示办法。", True),
        ],
        "entries": [
            parts.TimelineEntry(
                datetime(2026, 11, 2, 2, tzinfo=UTC),
                "第3版：补充第五条的办理期限",
                "公开说明：办理期限由十日改为五个工作日。",
                is_now=True,
            ),
            parts.TimelineEntry(date(2026, 6, 1), "第2版：更正联系电话", url="#x"),
            parts.TimelineEntry(None, "首次公开"),
        ],
        "blocks": BLOCKS,
        "links": [
            parts.FileLink("定期定额核定公示表（2026年第四季度）.xlsx", "#f", 48213, "XLSX"),
            parts.FileLink("正文.pdf", "#g", 1482130, "PDF", "扫描件"),
        ],
        "tab_items": [
            parts.Tab("正文", "#a", True),
            parts.Tab("历史版本", "#b", count=3),
            parts.Tab("相关条目", "#c"),
        ],
        "pager": parts.pager(7, 12, lambda number: f"#p{number}", newest_last=True),
        "reasons": [Reason("ui-sample-secrecy", law="政府信息公开条例 第十七条")],
    }


def _charts() -> dict[str, Any]:
    return {
        "bars": charts.BarChart(
            "late",
            "各局逾期未公开的文件",
            "铁西区局最多，有7件；和平区局没有。",
            [
                charts.Bar("铁西区税务局", 7, "7件", "#late"),
                charts.Bar("和平区税务局", 0, "0件"),
                charts.Bar("鞍山市铁西区税务局", 3, "3件"),
            ],
            "机关",
            "件数",
        ),
        "stack": charts.StackedChart(
            "shares",
            "公开为常规",
            "省局83.3%主动公开。",
            ["主动公开", "依申请公开", "不予公开"],
            [
                charts.StackedRow("辽宁省税务局", [250, 30, 20]),
                charts.StackedRow("沈阳市税务局", [91, 12, 0]),
            ],
            "机关",
        ),
        "trend": charts.TrendChart(
            "trend",
            "每月公开的条目",
            "从1月的12条升到6月的48条。",
            ["1月", "2月", "3月", "4月", "5月", "6月"],
            [
                charts.Series("主动公开", [12, 18, 25, None, 40, 48]),
                charts.Series("依申请公开", [3, 2, 5, 4, 6, 4]),
            ],
            "月份",
            "条",
        ),
    }


def build(folder: Path) -> list[str]:
    """Write static files and every sample page in both languages and variants; return paths."""
    register_sentences(REASONS)
    with override_settings(STATIC_ROOT=folder / "static", STORAGES=HASHED):
        call_command("collectstatic", interactive=False, verbosity=0)
        return list(_written(folder))


def _written(folder: Path) -> Iterator[str]:
    for lang in ("zh-hans", "en"):
        for variant in ("plain", "elder"):
            for sample in sorted(SAMPLES.glob("*.html")):
                name = f"{sample.stem}-{lang}-{variant}.html"
                with translation.override(lang):
                    page = engines["django"].from_string(sample.read_text(encoding="utf-8"))
                    html = page.render(context(lang, variant))
                (folder / name).write_text(html, encoding="utf-8")
                yield f"/{name}"
