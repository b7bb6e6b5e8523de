"""Documents written by hand, each with the facts that it states and those it does not."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Case:
    """One document and what is to be found in it; None, "" and () where it says nothing."""

    what: str
    text: str
    known: dict[str, Any]
    name: str = ""
    heading: str = ""


LABELLED = (
    Case(
        "joint-announcement",
        """财政部 税务总局 海关总署
关于深化增值税改革有关政策的公告
财政部 税务总局 海关总署公告2019年第39号
为贯彻落实党中央、国务院决策部署，推进增值税实质性减税，现将有关事项公告如下：
一、增值税一般纳税人发生应税销售行为，原适用16%税率的，税率调整为13%。
九、本公告自2019年4月1日起执行。
特此公告。
财政部 税务总局 海关总署
2019年3月20日""",
        {
            "title": "财政部 税务总局 海关总署关于深化增值税改革有关政策的公告",
            "issuers": ("财政部", "税务总局", "海关总署"),
            "made_on": date(2019, 3, 20),
            "in_force_on": date(2019, 4, 1),
            "validity": "",
        },
    ),
    Case(
        "passed-on-with-two-signatures",
        """国务院办公厅转发民政部关于清理意见的通知
国办发〔1997〕11号
各省、自治区、直辖市人民政府：
民政部《关于清理的意见》已经国务院同意，现转发给你们，请认真贯彻执行。
国务院办公厅
一九九七年四月八日
关于清理的意见
为了加强管理，提出以下意见。
民政部
一九九七年三月二日""",
        {
            "document_number": "国办发〔1997〕11号",
            "issuers": ("国务院办公厅",),
            "made_on": date(1997, 4, 8),
            "in_force_on": None,
        },
    ),
    Case(
        "signed-by-another-only",
        """国务院办公厅转发国家地震局意见的通知
国办发〔1996〕2号
各省、自治区、直辖市人民政府：
请认真贯彻执行。
国家地震局
一九九六年一月二十五日""",
        {"issuers": ("国务院办公厅",), "made_on": None},
    ),
    Case(
        "law-with-a-note-in-brackets",
        """中华人民共和国某某法
（1999年8月30日第九届全国人大通过 \
根据2004年8月28日全国人民代表大会常务委员会会议《关于修改〈某某法〉的决定》第一次修正）
第一条 为了规范招标投标活动，制定本法。
第六十八条 本法自2000年1月1日起施行。""",
        {
            "title": "中华人民共和国某某法",
            "made_on": date(2004, 8, 28),
            "issuers": ("全国人民代表大会常务委员会",),
            "in_force_on": None,
            "document_number": "",
        },
    ),
    Case(
        "regulation-by-order",
        """某某管理条例
2003年1月3日 国务院第66次常务会议通过
2003年1月10日 中华人民共和国国务院令第370号公布
第一条 为了加强管理，制定本条例。
第二十条 本条例自2003年3月1日起施行。""",
        {
            "document_number": "中华人民共和国国务院令第370号",
            "issuers": ("国务院",),
            "made_on": date(2003, 1, 10),
            "published_on": date(2003, 1, 10),
            "in_force_on": date(2003, 3, 1),
        },
    ),
    Case(
        "in-force-from-proclaiming",
        """某某暂行条例
1988年8月6日 中华人民共和国国务院令第11号发布
第一条 为了征收，制定本条例。
第十六条 本条例自发布之日起施行。""",
        {"in_force_on": date(1988, 8, 6), "made_on": date(1988, 8, 6)},
    ),
    Case(
        "in-force-from-signing-is-not-guessed",
        """某某实施细则
第一条 为了征收，制定本细则。
第九条 本细则自发布之日起施行。""",
        {"in_force_on": None, "made_on": None, "document_number": "", "issuers": ()},
    ),
    Case(
        "another-law-in-force",
        """关于贯彻新法的通知
各单位：
《中华人民共和国某某法》自2019年1月1日起施行，请认真学习。""",
        {"in_force_on": None, "made_on": None},
    ),
    Case(
        "version-in-the-name",
        """某某条例
2001年5月1日 中华人民共和国国务院令第300号公布
第一条 为了管理，制定本条例。""",
        {"made_on": date(2019, 3, 2), "version_on": date(2019, 3, 2), "document_number": ""},
        name="行政法规/某某条例(2019-03-02).md",
    ),
    Case(
        "repealed-in-the-title",
        """关于发票的公告（全文废止）
各单位：
为了规范发票管理，现将有关事项公告如下。""",
        {"title": "关于发票的公告", "validity": "repealed", "repealed_on": None},
    ),
    Case(
        "status-line",
        """关于票证的通知
时效性：现行有效
各单位：
请遵照执行。""",
        {"validity": "valid"},
    ),
    Case(
        "valid-until-a-day",
        """关于优惠政策的通知
各单位：
本通知有效期至2020年12月31日。""",
        {"repealed_on": date(2021, 1, 1), "validity": "expired"},
    ),
    Case(
        "valid-until-a-day-to-come",
        """关于优惠政策的通知
各单位：
本通知有效期至2030年12月31日。""",
        {"repealed_on": date(2031, 1, 1), "validity": ""},
    ),
    Case(
        "subject-words",
        """关于考察的函
某某省人民政府：
请研究办理。
主题词：经济管理 考察 函""",
        {"keywords": ("经济管理", "考察", "函")},
    ),
    Case(
        "judicial-interpretation",
        """最高人民法院关于审理案件适用法律若干问题的解释
2021年6月8日 最高人民法院审判委员会第1841次会议通过
2021年8月1日 施行
为正确审理案件，制定本解释。
第一条 因信息处理者违反规定引起的案件，适用本解释。""",
        {
            "issuers": ("最高人民法院",),
            "made_on": date(2021, 6, 8),
            "in_force_on": date(2021, 8, 1),
        },
    ),
    Case(
        "nothing-known",
        "会议材料\n一、议程\n二、名单",
        {"made_on": None, "document_number": "", "issuers": (), "validity": ""},
    ),
    Case(
        "number-only-quoted",
        """关于转发文件的通知
各单位：
现将《办法》（国办发〔2019〕2号）转发给你们。""",
        {"document_number": ""},
    ),
    Case(
        "full-width-figures",
        """关于检查的通知
沈税函〔２０２４〕５号
各单位：
请于年底前完成。
国家税务总局沈阳市税务局
２０２４年３月５日""",
        {
            "document_number": "沈税函〔2024〕5号",
            "made_on": date(2024, 3, 5),
            "issuers": ("国家税务总局沈阳市税务局",),
        },
    ),
)
