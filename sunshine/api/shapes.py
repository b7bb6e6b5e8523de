"""The shapes of the answers; each field says in Chinese what it means, for ``openapi.json``."""

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

Validity = Literal["valid", "partly", "repealed", "expired", "unknown"]
Line = TypeVar("Line")


class Problem(Schema):
    type: str = Field(description=_("这类问题的说明在哪里"))
    title: str = Field(description=_("问题的名称"))
    status: int = Field(description=_("HTTP状态码"))
    detail: str = Field(description=_("怎么办"))
    code: str = Field(description=_("问题的代码，不变"))
    errors: list[dict[str, str]] = Field(default=[], description=_("哪个参数，为什么"))


class BodyRef(Schema):
    slug: str = Field(description=_("机关的代号"))
    name: str = Field(description=_("机关的全称"))


class SectionRef(Schema):
    slug: str = Field(description=_("栏目的代号"))
    name: str = Field(description=_("栏目的名称"))


class Page(Schema, Generic[Line]):
    total: int = Field(description=_("符合条件的总数，准确数"))
    items: list[Line] = Field(description=_("这一页的条目"))
    next: str | None = Field(description=_("下一页的完整地址；没有下一页时为null"))


class ItemLine(Schema):
    code: str = Field(description=_("网址中的编号，不变"))
    index_number: str = Field(description=_("索引号，不重复使用"))
    title: str = Field(description=_("名称"))
    summary: str = Field(description=_("内容概述"))
    document_number: str = Field(description=_("文号，照原文"))
    body: BodyRef = Field(description=_("发布机构"))
    section: SectionRef = Field(description=_("栏目"))
    subject: str = Field(description=_("主题分类"))
    keywords: list[str] = Field(description=_("关键词"))
    made_on: date | None = Field(description=_("生成日期"))
    published_at: datetime = Field(description=_("本站公开时间"))
    changed_at: datetime = Field(description=_("最近一次可见的变动"))
    in_force_on: date | None = Field(description=_("施行日期"))
    repealed_on: date | None = Field(description=_("废止或者失效日期"))
    validity: Validity = Field(description=_("效力状况"))
    edition: int = Field(description=_("现行版次"))
    source_index_number: str = Field(description=_("来源给的原索引号"))
    url: str = Field(description=_("网页地址"))
    api_url: str = Field(description=_("本接口中的地址"))


class ClauseState(Schema):
    label: str = Field(description=_("条款"))
    state: Validity = Field(description=_("条款的效力"))
    until: date | None = Field(description=_("有效至"))
    note: str = Field(description=_("说明"))


class FileRef(Schema):
    name: str = Field(description=_("文件名"))
    url: str = Field(description=_("下载地址"))
    size: int = Field(description=_("字节数"))
    media_type: str = Field(description=_("媒体类型"))
    sha256: str = Field(description=_("文件的SHA-256校验值"))


class EditionLine(Schema):
    number: int = Field(description=_("版次"))
    kind: Literal["first", "minor", "major"] = Field(description=_("首次、小修订或者重大修订"))
    is_current: bool = Field(description=_("是否现行版次"))
    published_at: datetime | None = Field(description=_("这一版公开的时间"))
    change_note: str = Field(description=_("公开的修订说明"))
    url: str = Field(description=_("网页地址"))
    api_url: str = Field(description=_("本接口中的地址"))


class EditionText(EditionLine):
    title: str = Field(description=_("名称"))
    summary: str = Field(description=_("内容概述"))
    document_number: str = Field(description=_("文号，照原文"))
    source: str = Field(description=_("信息来源"))
    subject: str = Field(description=_("主题分类"))
    keywords: list[str] = Field(description=_("关键词"))
    made_on: date | None = Field(description=_("生成日期"))
    in_force_on: date | None = Field(description=_("施行日期"))
    repealed_on: date | None = Field(description=_("废止或者失效日期"))
    validity: Validity = Field(description=_("效力状况"))
    clauses: list[ClauseState] = Field(description=_("逐条的效力"))
    tax_period_from: date | None = Field(description=_("适用税款所属期起"))
    tax_period_until: date | None = Field(description=_("适用税款所属期止"))
    content: str = Field(description=_("正文，HTML"))
    text: str = Field(description=_("正文，纯文字"))
    files: list[FileRef] = Field(description=_("附件"))


class Withdrawal(Schema):
    at: datetime = Field(description=_("撤回时间"))
    reason: str = Field(description=_("撤回原因"))


class ItemText(ItemLine):
    source: str = Field(description=_("信息来源"))
    published_first: date | None = Field(description=_("来源标注的首次公开日期"))
    clauses: list[ClauseState] = Field(description=_("逐条的效力"))
    tax_period_from: date | None = Field(description=_("适用税款所属期起"))
    tax_period_until: date | None = Field(description=_("适用税款所属期止"))
    content: str = Field(description=_("正文，HTML"))
    text: str = Field(description=_("正文，纯文字"))
    files: list[FileRef] = Field(description=_("附件"))
    editions: list[EditionLine] = Field(description=_("历次版本，最新的在前"))
    related: list[str] = Field(description=_("相关信息的编号"))
    responsible_post: str = Field(description=_("负责的岗位"))
    withdrawn: Withdrawal | None = Field(description=_("撤回的时间和原因；没有撤回时为null"))


class CatalogueLine(Schema):
    index_number: str = Field(description=_("索引号，不重复使用"))
    title: str = Field(description=_("名称"))
    summary: str = Field(description=_("内容概述"))
    document_number: str = Field(description=_("文号，照原文"))
    body: str = Field(description=_("机关的全称"))
    section: str = Field(description=_("栏目的名称"))
    subject: str = Field(description=_("主题分类"))
    made_on: date | None = Field(description=_("生成日期"))
    published_at: datetime = Field(description=_("本站公开时间"))
    in_force_on: date | None = Field(description=_("施行日期"))
    repealed_on: date | None = Field(description=_("废止或者失效日期"))
    validity: Validity = Field(description=_("效力状况"))
    keywords: list[str] = Field(description=_("关键词"))
    edition: int = Field(description=_("现行版次"))
    source_index_number: str = Field(description=_("来源给的原索引号"))
    address: str = Field(description=_("网页地址"))


class SectionLine(SectionRef):
    name_en: str = Field(description=_("英文名称"))
    about: str = Field(description=_("这里有什么"))
    box: str = Field(description=_("属于平台四个栏目中的哪一个"))
    update_days: int | None = Field(description=_("承诺至少每多少天更新一次"))
    items: int = Field(description=_("公开的条目数"))
    last_published_at: datetime | None = Field(description=_("最近一次公开"))


class BodyLine(BodyRef):
    name_en: str = Field(description=_("英文名称"))
    short_name: str = Field(description=_("简称"))
    level: str = Field(description=_("省局、市局、县（区）局或者税务分局"))
    parent: str | None = Field(description=_("上级机关的代号"))
    dissolved: date | None = Field(description=_("撤销的日期"))
    successor: str | None = Field(description=_("承继机关的代号"))
    items: int = Field(description=_("公开的条目数"))
    url: str = Field(description=_("网页地址"))
    api_url: str = Field(description=_("本接口中的地址"))


class Office(Schema):
    name: str = Field(description=_("名称"))
    address: str = Field(description=_("地址"))
    hours: str = Field(description=_("办公时间"))
    telephone: str = Field(description=_("电话"))


class BodyText(BodyLine):
    region_code: str = Field(description=_("行政区划代码"))
    credit_code: str = Field(description=_("统一社会信用代码"))
    address: str = Field(description=_("地址"))
    hours: str = Field(description=_("办公时间"))
    telephone: str = Field(description=_("电话"))
    duties: str = Field(description=_("机关职能"))
    disclosure_office: Office = Field(description=_("公开工作机构"))
    halls: list[Office] = Field(description=_("办税服务厅"))
    feed: str = Field(description=_("订阅地址（Atom）"))
    sections: list[SectionLine] = Field(description=_("栏目"))


class Shares(Schema):
    year: int = Field(description=_("文件形成的年份"))
    total: int = Field(description=_("文件总数"))
    proactive: int = Field(description=_("主动公开"))
    on_request: int = Field(description=_("依申请公开"))
    withheld: int = Field(description=_("不予公开"))
    in_time: int = Field(description=_("按期公开"))
    late: int = Field(description=_("逾期公开"))
    overdue: int = Field(description=_("逾期未公开"))
    waiting: int = Field(description=_("期限未到"))
    kept_percent: float | None = Field(description=_("到期的文件中按期公开的百分比"))
    grounds: dict[str, int] = Field(description=_("不公开的各项理由各用了多少次"))


class Figures(Schema):
    body: BodyRef = Field(description=_("机关"))
    on: date = Field(description=_("统计截至哪一天"))
    items: int = Field(description=_("公开的条目数"))
    years: list[Shares] = Field(description=_("各年的公开比例，最近的年份在前"))
    url: str = Field(description=_("网页地址"))


class Door(Schema):
    name: str = Field(description=_("接口的名称"))
    about: str = Field(description=_("接口做什么"))
    version: str = Field(description=_("接口的版本"))
    openapi: str = Field(description=_("机器可读的说明"))
    reference: str = Field(description=_("供人阅读的说明"))
    links: dict[str, str] = Field(description=_("从哪里读起"))
