"""What a screen says of its own, in both languages: a bundle needs no second one."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from sunshine.screens.contents.guides import GUIDE_WORDS

# Figures stand where {0} is.
WORDS: dict[str, str | Promise] = {
    "home": pgettext_lazy("screen", "首页"),
    "back": pgettext_lazy("screen", "返回"),
    "large": _("大字"),
    "normal": _("标准字"),
    "aloud": _("朗读"),
    "quiet": _("停止朗读"),
    "help": _("请帮帮我"),
    "touch": _("请触摸屏幕，选择要看的内容"),
    "guides": _("办事指南"),
    "guides_hint": _("办什么事，带什么材料"),
    "boards": _("八项公开"),
    "boards_hint": _("人员、政策、办理、审批、投诉"),
    "promises": _("服务承诺"),
    "promises_hint": _("多久办完，做到没有"),
    "policies": _("政策法规"),
    "policies_hint": _("现行的规定和解读"),
    "news": _("通知公告"),
    "news_hint": _("最近公开的内容"),
    "sections": _("全部公开栏目"),
    "sections_hint": _("按栏目查看"),
    "map": _("大厅导览"),
    "map_hint": _("窗口、时间、查阅室"),
    "search": _("查找"),
    "search_hint": _("用拼音、首字母或者数字"),
    "leaflets": _("资料和二维码"),
    "leaflets_hint": _("扫码带走，或者取纸质件"),
    "search_how": _("点拼音或者首字母，再点出来的词，例如“fapiao”“fp”找“发票”；点数字找文号"),
    "search_none": _("没有找到。请换几个字母，或者点“请帮帮我”。"),
    "search_found": _("找到{0}条"),
    "erase": _("删除"),
    "clear": _("清空"),
    "categories": _("也可以按类别找"),
    "as_of": _("内容截至{0}"),
    "offline": _("网络中断，显示的是{0}的内容"),
    "loading": _("正在准备内容，请稍候。"),
    "no_content": _("暂时没有内容。请到咨询台查询。"),
    "closed": _("本厅已于{0}停止办公。请到{1}其他办税服务厅办理。"),
    "leave_in": _("还在看吗？{0}秒后回到首页"),
    "stay": _("继续看"),
    "leave": _("回到首页"),
    "up": _("上一屏"),
    "down": _("下一屏"),
    "take_away": _("扫码带走"),
    "paper": _("没有手机？请到咨询台索取大字纸质件。"),
    "too_long": _("全文较长。请扫码阅读，或者到咨询台索取纸质件。"),
    "number": _("文号"),
    "day": pgettext_lazy("screen", "日期"),
    "issuer": _("公开机关"),
    "address": _("地址"),
    "hours": _("办公时间"),
    "telephone": _("电话"),
    "supervision": _("监督电话"),
    "accessibility": _("无障碍设施"),
    "you_are_here": _("您在这里"),
    "windows": _("窗口和场所"),
    "nothing_here": _("这里还没有公开的内容。"),
    "help_title": _("请导税员过来"),
    "help_what": _("需要什么帮助？"),
    "help_sent": _("已经呼叫导税员，请在这里稍候。"),
    "help_seen": _("导税员正在过来。"),
    "help_over": _("导税员已经办结这次呼叫。"),
    "help_failed": _("现在呼叫不到。请到咨询台，或者打电话{0}。"),
    "help_open": _("已经呼叫过，导税员正在赶来。"),
    "help_unknown": _("这块屏幕还没有登记。请到咨询台求助。"),
    "waiting": _("已等候{0}分{1}秒"),
    "original_chinese": _("正文为中文"),
    "items_of": _("{0}条"),
    "latest": _("最近公开"),
    "urgent": _("紧急通知"),
    "ask_me": _("答几个问题，只看我要带的"),
    "question_of": _("第{0}个问题，共{1}个"),
    "not_sure": _("不清楚，跳过"),
    "bring": _("请带上"),
    "only_then": _("只在这些情形需要"),
    "has_it": _("不用带：税务机关已经掌握"),
    "by_answer": _("视情形而定"),
    "no_materials": _("无须提交材料。"),
    "whole_guide": _("看完整指南"),
    "words_like": _("您要找的词"),
    **GUIDE_WORDS,
}


def in_both(label: str | Promise) -> list[str]:
    """Return a text of ours in Chinese and in English."""
    texts = []
    for language in ("zh-hans", "en"):
        with override(language):
            texts.append(str(label))
    return texts


def words_in_both() -> dict[str, list[str]]:
    """Return every word of a screen in Chinese and in English."""
    return {key: in_both(label) for key, label in WORDS.items()}
