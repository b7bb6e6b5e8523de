"""Whether a telephone or an address speaks for an office or a company, not for a person.

Law: 政府信息公开条例 2019 arts. 12, 20 (2): addresses and telephones of organs are public.
"""

import re
from typing import Final

from sunshine.scanning.personal.context import Context
from sunshine.scanning.personal.people import name_before

_OFFICE: Final = re.compile(
    r"(?:监督|举报|投诉|咨询|服务|办公|值班|公开|受理|信访|纪检|报名|查询|热线|报警|救援|总机|前台|窗口|承办|经办处)(?:电话|热线|邮箱|地址|地点|室|时间)?"
    r"|热线|传真|总机|税务|办税|服务厅|大厅|分局|稽查|机关|单位|政府|人民法院|检察院|法院|公安|派出所|委员会"
    r"|办公[室厅]|科室|会议室|接待室|服务中心|中心(?![路街])|大队|支队|医院|学校|大学|中学|小学|银行|支行|研究院|学院|协会|工会"
    r"|[\u4e00-\u9fff](?<![何到此之各公])[处科司股](?=[\s:：,，;；(（|电地]|联系|$)|[省市区县旗总分支]局|公司|企业|集团|工厂|事务所|门市|商[店场]|酒店|饭店|合作社|经营部|商行"
    r"|注册地|经营[地场]|生产经营|开户行|营业场所"
)
_PERSON: Final = re.compile(
    r"住宅|家庭|宅电|家里|家中|我家|家住|现住|居住|户籍|户口|暂住|本人|个人|住址|我叫|我的|身份证|姓名|法定代表人|经营者"
    r"|被处罚人|当事人[:：]?(?=[\u4e00-\u9fff]{2,4}[,，(（])|先生|女士|同志|[,，]\s?[男女]\s?[,，]"
)
_AFTER: Final = re.compile(
    r"\s?[(（](?:[^()（）\n]{0,8})(?:办公室|[处科股厅局室]|传真|值班|窗口|工作日|工作时间)"
)
_STOP: Final = re.compile(r"[。\n]")
_WIDER: Final = 300


def speaks_for_office(context: Context, start: int, end: int) -> bool:
    """Return whether what stands before a value in its sentence is an organ's or a company's."""
    if _AFTER.match(context.text, end, end + 14):
        return True
    near = _STOP.split(context.before(start, 100))[-1] + context.head(start)
    person, office = _last(_PERSON, near), _last(_OFFICE, near)
    if max(person, office) < 0 and not context.is_in_row(start) and not name_before(context, start):
        # The lines of contact at the end of a paper speak for who wrote it.
        wider = context.text[max(0, start - _WIDER) : start]
        person, office = _last(_PERSON, wider), _last(_OFFICE, wider)
    return office > person


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for found in pattern.finditer(text):
        place = found.start()
    return place
