"""What the elements of a guide are called, in the order in which they are shown."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: Mapping[str, str | Promise] = {
    "name": _("事项名称"),
    "what": _("这是什么事"),
    "words": _("大家也叫"),
    "who": _("谁会用到"),
    "events": _("什么时候用到"),
    "base_code": _("基本编码"),
    "implementing_code": _("实施编码"),
    "type": _("事项类型"),
    "level": _("行使层级"),
    "subject_kind": _("实施主体性质"),
    "objects": _("服务对象"),
    "ways": _("办理形式"),
    "case_type": _("办件类型"),
    "basis": _("设定依据"),
    "conditions": _("受理条件"),
    "quantity": _("数量限制"),
    "questions": _("分情形的提问"),
    "materials": _("办理材料"),
    "steps": _("办理流程"),
    "legal": _("法定办结时限"),
    "promised": _("承诺办结时限"),
    "charged": _("是否收费"),
    "fee": _("收费标准"),
    "fee_basis": _("收费依据"),
    "result": _("办理结果"),
    "places": _("办理地点和窗口"),
    "scope": _("通办范围"),
    "online": _("能否网上办理"),
    "online_address": _("网上办理地址"),
    "appointment": _("能否预约"),
    "postage": _("能否寄送"),
    "pay_online": _("能否网上支付"),
    "visits": _("到办事现场次数"),
    "special": _("特别程序"),
    "special_note": _("特别程序说明"),
    "ask": _("咨询方式"),
    "supervise": _("监督投诉"),
    "remedies": _("救济途径"),
    "faqs": _("常见问题"),
}

MATERIAL_LABELS: Mapping[str, str | Promise] = {
    "name": _("材料名称"),
    "issuer": _("出具机构"),
    "originals": _("原件份数"),
    "copies": _("复印件份数"),
    "number": _("份数（原件和复印件不能都是0）"),
    "carrier": _("纸质还是电子"),
    "required": _("是否必备"),
    "when": _("什么情形需要"),
}
