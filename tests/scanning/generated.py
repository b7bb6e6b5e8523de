"""Labelled sentences made from a seed: values and traps in the frames of official papers."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from sunshine.kit.codes import credit_check_character, org_check_character
from tests.scanning.labels import Case, read_case

TUNING_SEED: Final = 2008
# Never looked at while the recognisers were tuned.
HELD_OUT_SEED: Final = 711

_FAMILIES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂玲建国志宇浩欣怡晨曦文博雅琪梓涵思远"
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "令狐", "慕容")
_ABROAD = ("阿不都·热合曼", "古丽娜尔·吐尔逊", "艾山江·买买提", "扎西·次仁")
_SEGMENTS = ("130", "138", "139", "147", "150", "159", "166", "176", "177", "186", "189", "198")
_AREAS = (("024", 8), ("0411", 8), ("0412", 7), ("0417", 7), ("010", 8), ("0755", 8), ("021", 8))
_REGIONS = (
    "210102",
    "210303",
    "110105",
    "132223",
    "320106",
    "440106",
    "512301",
    "652801",
    "441900",
)
_PLACES = ("沈阳市和平区南京南街", "大连市中山区人民路", "鞍山市铁西区人民路", "北京市朝阳区建国路")
_COMPANY = ("沈阳鑫源商贸有限公司", "大连海天实业有限公司", "鞍山宏达机械厂", "营口金桥集团")
_OFFICE = ("沈阳市和平区税务局", "大连市税务局稽查局", "鞍山市铁西区税务局办公室", "省政务服务中心")

Maker = Callable[[Random], str]


def cases(seed: int, *, each: int = 70) -> Iterator[Case]:
    """Yield ``each`` cases per kind and twelve per kind of trap, the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - the same cases for everyone
    for frames, make in _VALUES:
        for _ in range(each):
            yield read_case(chance.choice(frames).format(v=make(chance), n=_name(chance)))
    for frames, make in _TRAPS:
        for _ in range(each // 2):
            text = chance.choice(frames)
            yield read_case(text.format(v=make(chance), c=chance.choice(_COMPANY)))


def _figures(chance: Random, size: int) -> str:
    return "".join(chance.choices("0123456789", k=size))


def _name(chance: Random) -> str:
    kind = chance.random()
    if kind < 0.05:
        return chance.choice(_ABROAD)
    family = chance.choice(_COMPOUND) if kind < 0.1 else chance.choice(_FAMILIES)
    return family + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))


def id_number(chance: Random) -> str:
    """Return a citizen's number that may exist."""
    day = f"{chance.randint(1940, 2012)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    stem = chance.choice(_REGIONS) + day + _figures(chance, 3)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return stem + "10X98765432"[sum(int(c) * w for c, w in zip(stem, weights, strict=True)) % 11]


def card_number(chance: Random) -> str:
    """Return a bank card with its check figure."""
    stem = chance.choice(("622202", "621700", "622848", "621661")) + _figures(chance, 12)
    doubled = [int(c) * (2 - n % 2) for n, c in enumerate(reversed(stem))]
    return stem + str(-sum(n - 9 * (n > 9) for n in doubled) % 10)


def mobile_number(chance: Random) -> str:
    """Return a mobile number."""
    return chance.choice(_SEGMENTS) + _figures(chance, 8)


def _spelled(chance: Random, value: str, groups: tuple[int, ...]) -> str:
    """Return a number as it is, full-width, in groups, broken over a line, or in cells."""
    kind = chance.random()
    if kind < 0.5:
        return value
    if kind < 0.65:
        return value.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})
    parts, done = [], 0
    for size in groups:
        parts.append(value[done : done + size])
        done += size
    if kind < 0.9:
        return chance.choice((" ", "-", "\u3000", "－")).join(parts)
    if kind < 0.95:
        return "\n".join((value[: groups[0]], value[groups[0] :]))
    return "\t".join(value)


def _marked(kind: str, make: Maker) -> Maker:
    return lambda chance: f"⟦{kind}|{make(chance)}⟧"


def _id(chance: Random) -> str:
    return _spelled(chance, id_number(chance), (6, 8, 4))


def _mobile(chance: Random) -> str:
    return _spelled(chance, mobile_number(chance), (3, 4, 4))


def _card(chance: Random) -> str:
    return _spelled(chance, card_number(chance), (4, 4, 4, 4, 3))


def _landline(chance: Random) -> str:
    area, size = chance.choice(_AREAS)
    number = chance.choice("2345678") + _figures(chance, size - 1)
    return chance.choice((f"{area}-{number}", f"({area}){number}", f"{area} {number}"))


def _mail(chance: Random) -> str:
    local = "".join(chance.choices("abcdefghijklmnop0123456789", k=chance.randint(4, 12)))
    return f"{local}@{chance.choice(('163.com', 'qq.com', 'sina.com.cn', 'example.org'))}"


def _address(chance: Random) -> str:
    number, door = chance.randint(1, 199), chance.randint(1, 6)
    room = f"{chance.randint(1, 30)}{chance.randint(1, 4):02}"
    tail = (
        f"{number}号{door}单元{room}室",
        f"{number}号楼{door}-{room}",
        f"{number}-{door}-{room}",
    )
    return chance.choice(_PLACES) + chance.choice(tail)


def _permit(chance: Random) -> str:
    return chance.choice("EG") + _figures(chance, 8)


def _plate(chance: Random) -> str:
    dot = chance.choice(("", "·"))
    number = chance.choice(
        (_figures(chance, 5), f"D{_figures(chance, 5)}", f"A{_figures(chance, 4)}")
    )
    return f"辽{chance.choice('ABCDEFGH')}{dot}{number}"


def _wrong_id(chance: Random) -> str:
    number = id_number(chance)
    return number[:17] + ("1" if number[17] != "1" else "2")


_N = "⟦person|{n}⟧"
_VALUES: Final[tuple[tuple[tuple[str, ...], Maker], ...]] = (
    (
        (
            f"被处罚人：{_N}，公民身份号码：{{v}}。",
            f"{_N}（身份证号{{v}}）",
            f"{_N}\t男\t{{v}}\t已办结",
        ),
        _marked("id_card", _id),
    ),
    # One figure is wrong, as people mistype: what it is called tells.
    (
        (
            f"{_N}，身份证号码：{{v}}。",
            f"{_N}（身份证件号码{{v}}）",
            f"姓名\t身份证号\n{_N}\t{{v}}",
        ),
        _marked("id_card", _wrong_id),
    ),
    (
        (f"联系人：{_N}，手机：{{v}}。", "请拨打他的手机{v}联系。", f"1\t{_N}\t汉族\n电话\t{{v}}"),
        _marked("mobile", _mobile),
    ),
    (
        ("他家中的住宅电话是{v}，晚上有人。", f"{_N}，家庭电话：{{v}}", "申请人宅电：{v}。"),
        _marked("landline", _landline),
    ),
    (("请退至本人银行卡，卡号：{v}，谢谢。", f"{_N}\t{{v}}\t500元"), _marked("bank_card", _card)),
    (
        ("请发到邮箱{v}为盼。", "我的电子邮箱：{v}，多谢。", "邮件\t{v}\t已复"),
        _marked("email", _mail),
    ),
    (
        (
            f"{_N}家住{{v}}，电话⟦mobile|13804012233⟧。",
            "户籍地址：{v}。",
            "本人现居住于{v}，请寄来。",
        ),
        _marked("address", _address),
    ),
    (
        ("本人护照号码：{v}。", f"{_N}，护照号：{{v}}", "持因私护照{v}出境"),
        _marked("passport", _permit),
    ),
    (("其名下车辆{v}已查封。", "车牌号：{v}", "驾驶{v}小型轿车"), _marked("plate", _plate)),
)


def _credit(chance: Random) -> str:
    org = _figures(chance, 8)
    stem = "91" + chance.choice(_REGIONS) + org + org_check_character(org).replace("X", "0")
    return stem + credit_check_character(stem)


_TRAPS: Final[tuple[tuple[tuple[str, ...], Maker], ...]] = (
    (
        ("{c}（统一社会信用代码：{v}）", "纳税人识别号：{v}", "1\t{c}\t{v}\t正常"),
        _marked("-credit", _credit),
    ),
    (("组织机构代码：{v}。",), _marked("-org", lambda c: _figures(c, 8) + "-X")),
    (("索引号：{v}",), _marked("-index", lambda c: f"014314799/2024-{_figures(c, 5)}")),
    (("《通知》（{v}）",), _marked("-number", lambda c: f"税总发〔2023〕{c.randint(1, 300)}号")),
    (
        ("发票代码：{v}，发票号码：⟦-invoice|13845678⟧", "发票代码\t金额\n{v}\t100.00"),
        _marked("-invoice code", lambda c: "0" + c.choice(("2100", "3702")) + _figures(c, 7)),
    ),
    (
        ("入库税款{v}元，同比增长3.5%。", "金额：￥{v}", "金额\t备注\n{v}\t已缴"),
        _marked("-amount", lambda c: mobile_number(c) + c.choice(("", ".00"))),
    ),
    (
        ("服务热线：{v}，欢迎来电。", "咨询请拨{v}。"),
        _marked(
            "-service",
            lambda c: c.choice(
                (
                    "12366",
                    "12345",
                    "024-12366",
                    "400-" + _figures(c, 3) + "-" + _figures(c, 4),
                    "95588",
                )
            ),
        ),
    ),
    (
        ("公示期自{v}起。", "填发日期\t{v}"),
        _marked("-date", lambda c: f"202{c.randint(0, 5)}-1{c.randint(0, 2)}-2{c.randint(0, 8)}"),
    ),
    (("案件编号：{v}", "受理号：{v}。"), _marked("-case", lambda c: "2102" + _figures(c, 14))),
    (
        ("受理编号：{v}", "流水号：{v}", "工单号{v}已经转办。", "商品条码\t{v}", "合计{v}元"),
        _marked("-serial", _wrong_id),
    ),
    (
        ("版本号V{v}。",),
        _marked("-version", lambda c: f"{c.randint(1, 9)}.{c.randint(0, 20)}.2023{_figures(c, 4)}"),
    ),
    (
        ("书号ISBN {v}",),
        _marked("-isbn", lambda c: f"978-7-{_figures(c, 4)}-{_figures(c, 4)}-{c.randint(0, 9)}"),
    ),
    (("文件摘要：{v}",), _marked("-hash", lambda c: "".join(c.choices("0123456789abcdef", k=40)))),
    (
        ("国库账号：{v}", "罚款缴入国家金库沈阳市中心支库，账号：{v}"),
        _marked("-treasury", card_number),
    ),
    (
        tuple(
            f"{office}{tail}" for office in _OFFICE for tail in ("咨询电话：{v}。", "联系电话：{v}")
        ),
        _marked("-office phone", _landline),
    ),
    (
        (*tuple(f"{office}办公地址：{{v}}。" for office in _OFFICE), "办税服务厅\t{v}\t周一至周五"),
        _marked("-office address", lambda c: f"{c.choice(_PLACES)}{c.randint(1, 199)}号"),
    ),
    (("税务登记证号：{v}，{c}",), _marked("-registration", lambda c: "210102" + _figures(c, 9))),
    (
        ("合同编号：{v}", "订单号：{v}已支付。"),
        _marked("-order", lambda c: "HT-2023-" + mobile_number(c)),
    ),
)
