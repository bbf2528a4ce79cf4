"""Names of persons: a surname and one or two characters, in the manner of the labels that announce them."""

import re
from typing import Final

from extractor.document.text import without_space

_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申"
    "欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古"
    "吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟"
    "邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索"
    "萧易常乔赖洪丘衣习昌凤贝骆诸钮滑荀汲宓郗仰幸韶籍苍莘贡逄宰郦璩濮衡步沃蔚巢蒯桓植昝於"
    "宣晋相初门云容敬来扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于居揭干但尉斯元束檀"
)
_DOUBLE_SURNAMES: Final = (
    "欧阳|上官|司马|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|端木|闾丘|呼延|南宫|东郭|西门|独孤"
)
_GIVEN: Final = "[\u4e00-\u9fff]{1,2}"
NAME: Final = (
    rf"(?:(?:{_DOUBLE_SURNAMES}){_GIVEN}|[{_SURNAMES}]{_GIVEN}|[\u4e00-\u9fff]{{2,6}}(?:[·•][\u4e00-\u9fff]{{1,8}})+)"
)
"""A pattern; whether it is a person's name says only where it stands."""
_TITLES: Final = (
    "副?(?:局长|主任|科长|处长|院长|校长|书记|部长|厅长|市长|县长|区长|镇长|乡长|所长|站长|队长|馆长|经理|会长|秘书长|主席|调研员)|同志|先生|"
    "女士|老师|会计|出纳|工程师"
)
_WHOLE: Final = re.compile(rf"(?P<name>{NAME})(?:{_TITLES})?")
_PARTED: Final = re.compile(r"[、,，;；/\s]+")
_OFFICE: Final = re.compile(r"[\u4e00-\u9fff]{1,12}(?:[局科处室股办部组站队]|中心|委员会)")
"""Where a person sits, before or behind the name."""
_GAP: Final = r"[ \u00a0\u3000\t]{1,6}"
_SPACED_BEFORE: Final = re.compile(rf"[{_SURNAMES}](?:{_GAP}[\u4e00-\u9fff]){{1,2}}(?=$|[\s\u3000]|[^\u4e00-\u9fff])")
_OFFICE_BEFORE: Final = re.compile(rf"{_OFFICE.pattern}{_GAP}")
_LISTED: Final = re.compile(r"[、,，]\s*")
_NOTE: Final = re.compile(r"[(（][^()（）]*[)）]")
_WHOLE_TITLE: Final = re.compile(_TITLES + "|教授|主治医师|研究员|讲师")
_SPACED_OUT: Final = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff]){1,3}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]{2}")
"""张 三 and 王 小 样 are one name each."""
_NO_NAME: Final = re.compile(
    "^(?:宣传|宣教|文化|文旅|文体|文教|安全|金融|应急|时任|时代|项目|成果|温泉|和谐|关于|应当|相应|明确|明细|时效|全部|全年|全体|全县|全市|"
    "全镇|全区|都是|须为|由局|由县|由市|居民|师生|党政|党群|党建|党务|党员|马上|万元|平方|同上|同前|从事|从业|路段|路面|水务|农业|农村|"
    "已审|年度|月份|常务|常委|高级|中级|主要|经济|经费|车辆|教育|卫生|城管|住建|民政|司法|审计|统计|税务|国土|权责)|"
    "单位|公章|签[字名章]|盖章|财务|办公|[局科处室部股组队所站院校会办委厅员社县市区镇乡村章]$|中心|公司|人员|负责|计划|方案|管理|项目|"
    "金额|成本|时间|日期|方面|数量|质量|合计|全体|相关|有关|各"
)
"""What begins like a surname and is an office, a word, or a place to sign."""


def names_in(text: str) -> tuple[str, ...]:
    """The names that a whole text lists (王小明、李四, 张 三), without titles, white space and the office that stands
    beside them; none where it says anything else."""
    whole = _NOTE.sub(" ", text).strip()
    if _SPACED_OUT.fullmatch(whole):
        whole = without_space(whole)
    parts = [part for part in map(without_space, _PARTED.split(whole)) if part and not _WHOLE_TITLE.fullmatch(part)]
    found = tuple(name for part in parts if (name := _name_of(part)) is not None)
    offices = sum(_OFFICE.fullmatch(part) is not None for part in parts if _name_of(part) is None)
    return found if found and len(found) + offices == len(parts) else ()


def names_before(text: str) -> tuple[str, ...]:
    """The names that a text begins with, behind an office or none (办公室 王晓棠), with those listed after them
    (施锦书、柯以宁); each ends at a sign, a gap or a digit."""
    text = text.lstrip()
    spaced = _SPACED_BEFORE.match(text)
    if spaced and not _NO_NAME.search(apart := without_space(spaced.group())):
        return (apart,)
    first = name_before(text)
    office = _OFFICE_BEFORE.match(text) if first is None else None
    if office:
        text = text[office.end() :]
        first = name_before(text)
    if first is None:
        return ()
    found, rest = [first], _LISTED.match(text, len(first))
    while rest and (name := name_before(text[rest.end() :])) is not None:
        found.append(name)
        rest = _LISTED.match(text, rest.end() + len(name))
    return tuple(found)


def name_before(text: str) -> str | None:
    """The name that a text begins with, where it ends at a sign, a gap or a digit; None where it does not."""
    found = re.match(rf"(?P<name>{NAME})(?:{_TITLES})?(?=$|[^\u4e00-\u9fff]|联系|电话|手机)", text)
    return found["name"] if found and not _NO_NAME.search(found["name"]) else None


def _name_of(text: str) -> str | None:
    found = _WHOLE.fullmatch(text)
    return found["name"] if found and not _NO_NAME.search(found["name"]) else None
