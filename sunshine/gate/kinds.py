"""The kinds of findings, and which of them somebody may look through by eye. Pure."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from sunshine.scanning import findings

UNREADABLE: Final = "hidden:unreadable"
NO_TEXT: Final = "hidden:no_text"
INFECTED: Final = "infected"

# The machine cannot look, and nobody may vouch for it: somebody else may open what he cannot.
NEVER_KEPT = frozenset({UNREADABLE, INFECTED})
# Whole values that may be replaced in a text: what hides is stripped from the file instead.
MASKED = findings.PERSONAL_KINDS | {findings.WORDING}

KINDS = {
    findings.ID_CARD: _("身份证件号码"),
    findings.MOBILE: _("手机号码"),
    findings.LANDLINE: _("固定电话"),
    findings.BANK_CARD: _("银行卡号"),
    findings.EMAIL: _("电子邮箱"),
    findings.ADDRESS: _("住址"),
    findings.PASSPORT: _("护照等证件号码"),
    findings.PLATE: _("车牌号码"),
    findings.PERSON: _("个人姓名"),
    findings.WORDING: _("用词"),
    UNREADABLE: _("未能检查"),
    NO_TEXT: _("机器读不到文字"),
    INFECTED: _("含有病毒"),
}


def is_hidden(kind: str) -> bool:
    """Return whether a reader of the file would not see it."""
    return kind.startswith(findings.HIDDEN)


def label_of(kind: str) -> str:
    """Return the name of ``kind`` in the language of the reader."""
    return str(KINDS.get(kind) or HIDDEN.get(kind.removeprefix(findings.HIDDEN)) or kind)


HIDDEN = {
    "tracked_changes": _("修订记录"),
    "comments": _("批注"),
    "hidden_text": _("隐藏文字"),
    "white_text": _("与底色相同的文字"),
    "covered_text": _("被遮盖的文字"),
    "hidden_sheet": _("隐藏的工作表"),
    "hidden_rows": _("隐藏的行"),
    "hidden_columns": _("隐藏的列"),
    "hidden_slides": _("隐藏的幻灯片"),
    "speaker_notes": _("演讲者备注"),
    "pivot_cache": _("数据透视表缓存"),
    "defined_names": _("定义的名称"),
    "external_links": _("外部链接"),
    "properties": _("文件属性"),
    "custom_xml": _("自定义数据"),
    "embedded_objects": _("嵌入的对象"),
    "macros": _("宏"),
    "thumbnail": _("缩略图"),
    "printer_settings": _("打印机设置"),
    "unknown_parts": _("来历不明的部件"),
    "pdf_annotations": _("PDF注释"),
    "pdf_attachments": _("PDF附件"),
    "pdf_metadata": _("PDF元数据"),
    "pdf_scripts": _("PDF脚本"),
    "form_values": _("表单内容"),
    "layers": _("未显示的图层"),
    "earlier_revisions": _("文件的早先内容"),
    "exif": _("照片信息"),
    "gps": _("拍摄地点"),
    "appended_data": _("文件末尾的多余数据"),
}
