"""The words of targets, each kind in one place: operators, what leads to a number, change, time."""

import re
from typing import Final

from extractor.document.vocabulary import TargetOperator

BEFORE: Final[dict[TargetOperator, str]] = {
    ">=": "≥ >= => 不低于 不少于 不小于 不得低于 不得少于 不得小于 不应低于 不应少于 至少 最少 最低 下限 "
    "大于等于 大于或等于 高于或等于 高于等于 多于或等于 不短于 起码",
    "<=": "≤ <= =< 不超过 不高于 不大于 不多于 不得超过 不得高于 不得大于 不得多于 不应超过 不应高于 至多 最多 最高 "
    "上限 小于等于 小于或等于 低于或等于 低于等于 少于或等于 不长于 不超出 不突破 未超过",
    ">": "> 大于 高于 多于 超过",
    "<": "< 小于 低于 少于 不足 不到 未达 短于",
    "=": "= == 等于",
}
AFTER: Final[dict[TargetOperator, str]] = {
    ">=": "及以上 或以上 以上 及其以上 起步",
    "<=": "及以下 或以下 以下 以内 之内 内 范围内 及以内 封顶",
}
ABOUT_BEFORE: Final = "约 大约 约为 近 将近 接近 平均 累计 共 共计 合计 总计 预计 计划 力争"
ABOUT_AFTER: Final = "左右 上下"
LEADING: Final = (
    "确保 保证 保障 达到 达 实现 完成 保持 保持在 维持 维持在 稳定 稳定在 控制 常年 长期 始终 持续 全年 为 新增 新建 "
    "增设 出台 推出 建成 建设 举办 开展 召开 组织 提前 节约 节省 培训 购置 采购 配备 发放 更新 维修 改造 开设 编制 "
    "印发 制定 选派 引进 招聘 检测 抽检 全部 每次 按 在 介于 足额"
)
"""Words before a number that name no indicator: what is done, or that it shall be so."""
INCREASE: Final = (
    "提升 提高 增加 增长 增强 增进 增幅 涨幅 上升 回升 改善 扩大 加强 递增 增收 上涨 多增 增多 加大 升至 升到 "
    "增至 增到 翻番 翻一番 倍增"
)
DECREASE: Final = (
    "下降 降低 减少 减轻 缓解 缩小 缩短 压减 压缩 缩减 降幅 削减 递减 下调 减退 降至 降到 降为 减至 减到 减为 "
    "缩至 减弱 遏制 消减 回落 压降 调减"
)
COMPARED: Final = (
    "同比 环比 比上年 较上年 比上年度 较上年度 比上年同期 较上年同期 比去年 较去年 比去年同期 较去年同期 "
    "比往年 较往年 比前一年 较前一年 比基期 较基期 比改造前 较改造前 在上年基础上 逐年 每年 年均 平均 持续 "
    "稳步 同期"
)
FROM: Final = "由 从"
CLOSING: Final = (
    "完成 全部完成 办结 支付 发放 到位 发放到位 支付到位 完工 竣工 交付 启动 足额到账 到账 拨付 结清 验收 "
    "实施 开工 上报 报送 投入使用 使用 投用 启用 建成 交工 提交 出具 印发 发布 公布 公开 举办 召开 开展 下达 "
    "缴纳 上缴 上线 结项 结题 归档 建设 安装 配备 组织"
)
"""What shall be done by a date or within a time; it changes nothing in the target."""

TIME_UNITS: Final = (
    "年 周年 学年 年度 个月 月 季度 个季度 季 周 星期 旬 日 天 工作日 个工作日 日历天 个日历天 自然日 "
    "个自然日 小时 个小时 时 分钟 秒 秒钟 毫秒 h min s ms 半年 半天"
)
SHARE_UNITS: Final = "% 百分比"
SHARES_OF: Final = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
"""The words before a number that say the same as the sign behind it."""
MULTIPLES: Final = "百 千 万 亿 百万 千万 万亿 十万"
UNITS: Final = (
    "人 人次 人天 名 位 户 户次 家 家次 个 件 件次 台 台套 台件 台次 套 套次 项 项次 次 次数 场 场次 期 批 "
    "批次 批件 份 本 册 册次 篇 条 条次 张 幅 面 块 片 支 枚 颗 粒 株 株次 棵 丛 盆 头 只 羽 匹 尾 箱 袋 瓶 "
    "桶 包 盒 卷 捆 组 对 双 副 把 根 辆 辆次 车次 车 艘 架 架次 列 班 班次 趟 趟次 航次 座 栋 幢 间 处 所 站 "
    "点 点位 口 眼 孔 井 樘 扇 层 部 路 号 门 科 节 课次 课 课时 学时 课题 例 例次 起 宗 桩 笔 单 单位 字 页 "
    "码 行 遍 轮 届 版 人份 人月 床 床日 张床 村 镇 乡 县 校 馆 园 段 元 角 分 万元 亿元 千元 百元 美元 欧元 "
    "港元 克 千克 公斤 斤 吨 毫克 微克 公吨 标准煤 吨标准煤 米 延米 千米 公里 里 厘米 毫米 海里 车公里 人公里 "
    "延长米 平方米 平米 平方公里 平方千米 公顷 亩 亩次 顷 立方米 立方 方 升 毫升 立升 瓦 千瓦 兆瓦 千瓦时 度 "
    "千伏 千伏安 伏 安 分贝 帕 兆帕 勒克斯 流明 摄氏度 ℃ ℉ 倍 成 百分点 个百分点 ‰ ‱ 年一遇 人年 帧 像素 兆 "
    "岁 周岁 比特 字节 个班 颗星 星 分数 天次 人日 人小时 台时 台班 工日 工时 例数 亿条 标准车 标箱 单位次 家庭 例/年 "
    "㎡ ㎜ ㎝ ㎞ ㎎ ㎏ ㏄ ㎥ 立方厘米 平方厘米"
)
"""Units and classifiers; a number may have another one, but only these are cut off from words that follow."""
SERVED: Final = (
    "人 户 生 师 学生 村 社区 镇 乡 街道 县 校 学校 班 站 馆 院 所 家 企业 单位 机构 车 辆 台 床 床位 亩 公顷 "
    "座 处 场 次 批 批次 班次 期 项目 课题 窗口 户次 人次 公里 平方米 立方米 吨 套 件 间 栋"
)
"""What an amount may be counted for (每亩, 户均), beside the times."""
NAMES_A_MEASURE: Final = "率 度 数 量 额 值 性 标准 水平 比例 比重 价 费用 期限 时间 面积 长度"
"""Endings of words that name an indicator: what prints one after its number is a sentence."""
BAD_EVENTS: Final = (
    "事故 投诉 差错 失误 延误 伤亡 死亡 违规 违纪 违法 缺陷 隐患 风险 事件 案件 发生 故障 上访 信访 泄漏 泄露 "
    "泄密 污染 感染 排放 火灾 逃跑 舞弊 纠纷 舆情 退货 中断 遗漏 积压 拖欠 欠薪 丢失 误差 错误 失信 责任事故 "
    "安全事故 质量事故 重大事故 违约 滞留 溺亡 溺水 超标 逾期 罚款 处罚 残留 病例 传播 返贫 举报"
)
"""零事故 says the number 0 of them."""
DENIALS: Final = "不 未 无 零 没有 不再 防止 避免 杜绝 不得 不予 不会 非"


def alternatives(*lists: str) -> str:
    """A pattern of the words, the longest first; those with the same first sign share it, which is faster."""
    words = {word for words in lists for word in words.split()}
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(groups.items()))
