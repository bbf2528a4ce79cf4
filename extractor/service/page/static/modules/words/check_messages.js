// What a check found, said in Chinese: the English sentences of docs/checks.md's rules, part by part.
// A test holds that every sentence of the rules is said whole; one that is not is shown by its rule's own sentence.
import { measureName, termName } from "./terms.js";

/** In this order: the longer sentences before the parts of them. */
const SAID = [
  [/: the (\S+) parts make (.+?), printed is (.+?)\.(?= |$)/g, "：$1 项之和为 $2，所印为 $3。"],
  [/: the parts make (.+?), the total is blank\./g, "：各项之和为 $1，合计为空。"],
  [/: (\S+) is printed, no part has an amount\./g, "：所印为 $1，各项均无金额。"],
  [/: the (\S+) weights make (.+?)\.(?= |$)/g, "：$1 项分值之和为 $2。"],
  [/: (\S+) printed as the change, the difference is (.+?)\.(?= |$)/g, "：所印增减额为 $1，两列之差为 $2。"],
  [/: (\S+)% printed, (\S+)% by the amounts\./g, "：所印比率为 $1%，按金额计算为 $2%。"],
  [/: 其中 makes (.+?) of (.+?)\.(?= |$)/g, "：“其中”各项之和为 $1，所属项目为 $2。"],
  [/: (.+?) here, (.+?) there\./g, "：此处为 $1，彼处为 $2。"],
  [/: (.+?) on one side, a blank on the other\./g, "：一方为 $1，另一方为空。"],
  [/: (.+?) is a part of (.+?)\.(?= |$)/g, "：$1 应包含于 $2。"],
  [/: (\S+) times the document says (.+?)\.(?= |$)/g, "：文件中 $1 处写作“$2”。"],
  [/: known is (.+?)\.(?= |$)/g, "：已知名称为“$1”。"],
  [/: no name is known for the code\./g, "：该编码没有已知名称。"],
  [/: a known name\./g, "：为已知名称。"],
  [/: the column of the total is blank in all (\S+) rows with amounts\./g, "：$1 行有金额，合计列均为空。"],
  [/: (\S+) stands under 公用经费, nothing under 人员经费\./g, "：$1 列在公用经费，人员经费为空。"],
  [/ stands twice below (.+?), which is the sum with one of them\./g, "在“$1”下出现两次，只计其一时合计相符。"],
  [/: (\S+) against a budget of (.+?)\.(?= |$)/g, "：$1，预算为 $2。"],
  [/ The number is the budget's: (\S+) is meant\./g, "数值与预算相同，单位应为$1。"],
  [/: the plan is (.+?)\.(?= |$)/g, "：支出计划为 $1。"],
  [/ It ends at (.+?) of (.+?)\.(?= |$)/g, "期末为 $1，全额为 $2。"],
  [/ It falls\./g, "计划有回落。"],
  [/ The budget is blank\./g, "预算为空。"],
  [/ The heading says per cent, these are amounts\./g, "表头为百分比，所填为金额。"],
  [/ The heading says per cent\./g, "表头为百分比。"],
  [/ A step is blank, or the units differ\./g, "有一期为空，或单位不一。"],
  [/: the division (\S+) in a document of (\S+)\./g, "：编码中的区划为 $1，文件的区划为 $2。"],
  [/: the year (\S+) in a document of (\S+)\./g, "：编码中的年度为 $1，文件的年度为 $2。"],
  [/(\S+) projects make (.+?) of the 项目支出 (.+?)\.(?= |$)/g, "$1 个项目合计 $2，项目支出为 $3。"],
  [/ keeps its check character\./g, "：校验码相符。"],
  [/ breaks its check character\./g, "：校验码不符。"],
  [/ has another length\./g, "：长度不同。"],
  [/ stands where the scheme is not shown to be in use\./g, "：无从得知是否采用该编码规则。"],
  [/: words of the form, nothing filled in\./g, "：为表格自带文字，未填内容。"],
  [/: (\S+) in the text \((\S+)\), no table prints it\./g, "：正文（$2）为 $1，表中未见。"],
  [/: (\S+) in the text \((\S+)\), (.+?) in the tables\./g, "：正文（$2）为 $1，表中为 $3。"],
  [/ \((\S+)\): (\S+) the year before, (\S+) now, (\S+) (\S+) printed\./g, "（$1）：上年 $2，本年 $3，所印为$4 $5。"],
  [/ \((\S+)\): (\S+) after (\S+) (\S+), (\S+) printed\./g, "（$1）：$3 $4 后为 $2，所印比率为 $5。"],
  [/ \((\S+)\): (\S+) is (\S+) in the text\./g, "（$1）：$2，正文称占 $3。"],
  [/ \((\S+)\): (\S+) of (\S+) spent, (\S+) printed of (.+?)\.(?= |$)/g, "（$1）：支出 $2，预算 $3，所印为$5的 $4。"],
  [/: (\S+) lines are of another statement \((.+?)…\)\./g, "：$1 行属于其他报表（$2……）。"],
  [/(\S+) is a column number: (.+)\.$/g, "$1 为栏次：$2。"],
  [/(\S+) may be a column number: (.+); no sum tells\./g, "$1 可能为栏次：$2；没有合计可以判定。"],
  [/(\S+) amounts of the table have decimals, these (\S+) integers have none/g, "表中 $1 个金额带小数，这 $2 个整数不带"],
  [/the header's column numbers end at (\S+), these go on with (\S+?)(?=[;。.]|$)/g, "表头栏次止于 $1，此处接续 $2"],
  [/they repeat the header's column numbers (\S+) to (\S+?)(?=[;。.]|$)/g, "重复表头栏次 $1 至 $2"],
  [/ The line of the carry-over beside it prints (\S+)\./g, "旁边的结转行为 $1。"],
  [/ One of the amounts has slid\./g, "其中一个金额错位。"],
  [/ What is over adds up as a column that is not printed\./g, "差额各行自成合计，似有一列未印。"],
  [/ An amount would vouch for itself\./g, "同一金额不能自证。"],
  [/ Nothing says that these parts are the whole\./g, "没有依据表明各项构成全部。"],
  [/ Nothing says that they agree\./g, "没有依据表明两者应当一致。"],
  [/ It may be counted under another name there\./g, "彼处可能计入其他名称。"],
  [/ It may be another total\./g, "可能是另一口径的合计。"],
  [/ in the text \((\S+)\)/g, "（正文 $1）"],
  [/Total of (\S+) and (\S+)/g, "$1 与 $2 的合计"],
  [/(.+?) in row (\S+) of (\S+)/g, "$3 第 $2 行的$1"],
  [/Row (\S+) of ([^\s：:]+)/g, "$2 第 $1 行"],
  [/(.+?) in (\S+) and ([^\s：:]+)/g, "$2 与 $3 中的$1"],
  [/(\S+) and (\S+?)(?=[：:（(]| |$)/g, "$1 与 $2"],
  [/(.+?) in (s\d+|t\d+|甲)(?=[：:]|$)/g, "$2 中的$1"],
  [/ by use(?=[：:]|$)/g, "（按用途）"],
  [/ \(balance\)/g, "（平衡）"],
  [/\bincrease\b ?/g, "增加"],
  [/\bdecrease\b ?/g, "减少"],
  [/a blank/g, "空白"],
  [/, weight(?= |[：:]|$)/g, "，分值"],
  [/, score(?= |[：:]|$)/g, "，得分"],
  [/, tasks(?= |[：:]|$)/g, "，各项任务"],
  [/, a task(?= |[：:]|$)/g, "，某项任务"],
  [/, column ([^\s：:]+)/g, "，第 $1 列"],
  [/, total(?= |[：:]|$)/g, "，合计"],
];
const NAMED = /^(?:[a-z]+_)*[a-z]+(?=[ (（：:])| ?\(((?:[a-z]+_)*[a-z]+(?::[a-z_]+)?)\)/g;
const LATIN = /[a-z]{3,}/;

/** The sentence in Chinese; null where some of it stays English. */
export function inChinese(message) {
  const said = SAID.reduce((text, [part, words]) => text.replace(part, words), message.replace(NAMED, named));
  return LATIN.test(said) ? null : said.trim();
}

/** What a sum is of, by the contract's names: of a mention at the beginning, of a column in brackets. */
const named = (whole, column) => (column === "balance" ? whole : column ? `（${measureName(column)}）` : termName(whole));
