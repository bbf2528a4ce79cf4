// A check as arithmetic that a person can follow, said only where it comes to what the check says.
import { equal, parse, sum } from "./decimal.js";
import { valueOf } from "./document_index.js";

/**
 * {kind: "sum", total, parts, made} where the subjects after the first add up to what the check says they make;
 * {kind: "pair", members} where two numbers are held against each other; {kind: "list", members} else.
 */
export function explain(index, check) {
  const members = [...new Set(check.subjects)].map((id) => ({ id, value: valueOf(index, id) }));
  const expected = parse(check.expected);
  const actual = parse(check.actual);
  if (!expected || !actual || members.length < 2) return { kind: "list", members };
  if (members.length === 2 && members.every((one) => one.value)) {
    const [first, second] = members;
    const [a, b] = [first.value, second.value];
    if ((equal(a, expected) && equal(b, actual)) || (equal(a, actual) && equal(b, expected)))
      return { kind: "pair", members };
  }
  const [total, ...parts] = members;
  const counted = parts.filter((part) => part.value);
  const made = sum(counted.map((part) => part.value));
  if (!total.value || !counted.length) return { kind: "list", members };
  const isSum =
    (equal(total.value, actual) && equal(made, expected)) || (equal(total.value, expected) && equal(made, actual));
  return isSum ? { kind: "sum", total, parts: counted, made } : { kind: "list", members };
}
