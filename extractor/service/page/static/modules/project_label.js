// A project typed by hand as the labelling format has it, and back.
// "^" in a list stands for what is above it (a merged cell), "?" for what can not be read.
import { UNKNOWN, squeezed, textOf } from "./label_grid.js";
import { TARGET_KINDS } from "./target_parts.js";

export const SCOPES = ["project", "department", "policy", "transfer"];
export const BUDGET = ["total", "fiscal", "other", "basic", "project", "executed", "execution_rate"];
export const MID_TERM = ["total", "fiscal", "other"];
const WORDS = ["tier1", "tier2", "tier3", "description", "basis", "weight", "actual", "score", "deviation"];
const TARGET = ["raw", "kind", "operator", "value", "unit"];
const SIMPLE = { plan: ["deadline", "raw"], tasks: ["name", "content", "amount", "goal"], profile: ["label", "value", "unit"] };
const ABOVE = "^";

/** The columns of each list as typed; a target stands in a column for each of its parts. */
export const LISTS = { ...SIMPLE, indicators: [...WORDS, ...TARGET.map((part) => `target.${part}`), ...TARGET.map((part) => `mid.${part}`)] };

export const emptyItem = (list) => Object.fromEntries(LISTS[list].map((name) => [name, ""]));
const fields = (names, prefix = "") => Object.fromEntries(names.map((name) => [prefix + name, ""]));

export const emptyProject = () => ({
  scope: "project",
  ...fields(["code", "name", "departmentCode", "departmentName", "unit", "purpose", "score", "objectives", "midTermObjectives"]),
  ...fields(BUDGET, "budget."),
  ...fields(MID_TERM, "mid_term."),
  ...Object.fromEntries(Object.keys(LISTS).map((list) => [list, [emptyItem(list)]])),
});

/** A typed text as the label's value: null for a blank. */
const value = (typed) => {
  const text = squeezed(typed);
  return text === UNKNOWN.typed ? { unknown: UNKNOWN.why } : text || null;
};
const number = (typed) => value(typed.replace(/[,，]/g, ""));
const lines = (typed) => typed.split("\n").map(value).filter((line) => line !== null);

/** The items of a list that say anything; `^` is what the item above says. */
function said(items) {
  const whole = [];
  for (const item of items) {
    const above = whole.at(-1) ?? {};
    whole.push(Object.fromEntries(Object.entries(item).map(([name, typed]) => [name, typed.trim() === ABOVE ? (above[name] ?? "") : typed])));
  }
  return whole.filter((item) => Object.values(item).some((typed) => typed.trim()));
}

function target(item, prefix) {
  const typed = (part) => item[`${prefix}.${part}`];
  const raw = value(typed("raw"));
  if (raw === null || typeof raw !== "string") return raw;
  const [from, to] = squeezed(typed("value")).split("~");
  const kind = TARGET_KINDS.includes(typed("kind")) ? typed("kind") : "text";
  return { raw, kind, operator: typed("operator") || null, value: value(from ?? ""), value_to: value(to ?? ""), unit: value(typed("unit")) };
}

/** The project as the format has it. */
export const labelledProject = (typed) => ({
  scope: typed.scope,
  code: value(typed.code),
  name: value(typed.name),
  department: { code: value(typed.departmentCode), name: value(typed.departmentName) },
  unit: typed.unit || null,
  budget: Object.fromEntries(BUDGET.map((name) => [name, number(typed[`budget.${name}`].replace(/[%％]$/, ""))])),
  mid_term: { ...Object.fromEntries(MID_TERM.map((name) => [name, number(typed[`mid_term.${name}`])])), objectives: lines(typed.midTermObjectives) },
  purpose: value(typed.purpose),
  ...Object.fromEntries(
    Object.entries(SIMPLE).map(([list, names]) => [list, said(typed[list]).map((item) => Object.fromEntries(names.map((name) => [name, (name === "amount" ? number : value)(item[name])])))])
  ),
  objectives: lines(typed.objectives),
  indicators: said(typed.indicators).map((item) => ({
    ...Object.fromEntries(WORDS.map((name) => [name, value(item[name])])),
    target: target(item, "target"),
    mid_term_target: target(item, "mid"),
  })),
  score: value(typed.score),
  printed: {},
});

const known = (list) => (Array.isArray(list) ? list : []);

function typedTarget(found, prefix) {
  if (!found) return {};
  if (found.unknown) return { [`${prefix}.raw`]: UNKNOWN.typed };
  const range = found.value_to ? `${textOf(found.value)}~${textOf(found.value_to)}` : textOf(found.value);
  return { [`${prefix}.raw`]: textOf(found.raw), [`${prefix}.kind`]: textOf(found.kind), [`${prefix}.operator`]: textOf(found.operator), [`${prefix}.value`]: range, [`${prefix}.unit`]: textOf(found.unit) };
}

const typedItem = (list, item) => ({
  ...emptyItem(list),
  ...Object.fromEntries((SIMPLE[list] ?? WORDS).map((name) => [name, textOf(item[name])])),
  ...(list === "indicators" && { ...typedTarget(item.target, "target"), ...typedTarget(item.mid_term_target, "mid") }),
});

/** The project of a label that was typed before, to go on with. */
export const typedProject = (project) => ({
  ...emptyProject(),
  ...Object.fromEntries(["code", "name", "purpose", "score"].map((name) => [name, textOf(project[name])])),
  scope: project.scope,
  unit: typeof project.unit === "string" ? project.unit : "",
  departmentCode: textOf(project.department?.code),
  departmentName: textOf(project.department?.name),
  ...Object.fromEntries(BUDGET.map((name) => [`budget.${name}`, textOf(project.budget?.[name])])),
  ...Object.fromEntries(MID_TERM.map((name) => [`mid_term.${name}`, textOf(project.mid_term?.[name])])),
  objectives: known(project.objectives).map(textOf).join("\n"),
  midTermObjectives: known(project.mid_term?.objectives).map(textOf).join("\n"),
  ...Object.fromEntries(
    Object.keys(LISTS).map((list) => [list, known(project[list]).length ? project[list].map((item) => typedItem(list, item)) : [emptyItem(list)]])
  ),
});
