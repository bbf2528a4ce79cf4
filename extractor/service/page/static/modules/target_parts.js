// What a target as printed comes to, by the rules of the labelling format: a proposal, which the reader may change.
import { squeezed } from "./label_grid.js";

const OPERATORS = { "≥": ">=", ">=": ">=", "≧": ">=", "≤": "<=", "<=": "<=", "≦": "<=", "＞": ">", ">": ">", "＜": "<", "<": "<", "＝": "=", "=": "=" };
export const OPERATOR_NAMES = [">=", "<=", ">", "<", "="];
export const TARGET_KINDS = ["quantity", "percentage", "date", "text"];
const SIGN = "(≥|>=|≧|≤|<=|≦|＞|>|＜|<|＝|=)?";
const NUMBER = "(-?\\d[\\d,]*(?:\\.\\d+)?)";
const AMOUNT = new RegExp(`^${SIGN}${NUMBER}(?:[-~～—至]${NUMBER})?([^\\d]*)$`);
const DATE = new RegExp(`^${SIGN}((?:\\d{4}年)?(?:每?[年月]|每?季度?|\\d{1,2}月)?(?:\\d{1,2}日|[底末初]|[上中下]旬)?)(?:之前|以前|前)$|^${SIGN}((?:\\d{4}年)?\\d{1,2}月(?:\\d{1,2}日|[底末初]|[上中下]旬)?)$`);
const PERCENT = ["%", "％", "百分比"];
const plain = (number) => (number ? number.replaceAll(",", "") : "");

/** {kind, operator, value, unit} of a printed target, each "" where it has none; a range is a value "a~b". */
export function partsOf(raw) {
  const text = squeezed(raw);
  const date = DATE.exec(text);
  if (date && (date[2] || date[4]))
    return { kind: "date", operator: date[2] ? "<=" : (OPERATORS[date[3]] ?? ""), value: date[2] ?? date[4], unit: "" };
  const amount = AMOUNT.exec(text);
  if (!amount) return { kind: text ? "text" : "", operator: "", value: "", unit: "" };
  const [, sign, from, to, unit] = amount;
  const isShare = PERCENT.includes(unit);
  return {
    kind: isShare ? "percentage" : "quantity",
    operator: OPERATORS[sign] ?? "",
    value: to ? `${plain(from)}~${plain(to)}` : plain(from),
    unit: isShare ? "%" : unit,
  };
}
