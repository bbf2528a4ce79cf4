// One project of a label, typed by hand from the form that the page prints.
import { html, useState } from "./html.js";
import { UNITS } from "./label_editor.js";
import { t } from "./language.js";
import { BUDGET, LISTS, MID_TERM, SCOPES, emptyItem } from "./project_label.js";
import { OPERATOR_NAMES, TARGET_KINDS, partsOf } from "./target_parts.js";
import { TypedList } from "./typed_list.js";

const RESULTS = ["weight", "actual", "score", "deviation"];
const TIERS = ["tier1", "tier2", "tier3", "description"];
const PARTS = ["raw", "kind", "operator", "value", "unit"];

export function ProjectEditor({ project, number, change, remove }) {
  const set = (name) => (value) => change({ ...project, [name]: value });
  const field = (name, words, size = "") => html`<label>${words} <input class=${size} data-field=${name} value=${project[name]} onInput=${(event) => set(name)(event.target.value)} /></label>`;
  const chosen = (name, words, options) => html`<label>${words} <select data-field=${name} value=${project[name]} onChange=${(event) => set(name)(event.target.value)}>${options.map(([value, said]) => html`<option value=${value}>${said}</option>`)}</select></label>`;
  const text = (name, words) => html`<label class="wide">${words} <textarea rows="3" data-field=${name} value=${project[name]} onInput=${(event) => set(name)(event.target.value)}></textarea></label>`;
  return html`<fieldset class="label-project" data-project=${number}>
    <legend>${t("label.project", { n: number })}</legend>
    <div class="label-facts">
      ${chosen("scope", t("label.scope"), SCOPES.map((scope) => [scope, t(`scope.${scope}`)]))}
      ${field("name", t("label.projectName"), "long")}
      ${field("code", t("projects.code"), "long")}
      ${field("departmentCode", t("label.departmentCode"), "code")}
      ${field("departmentName", t("projects.department"), "long")}
      ${chosen("unit", t("label.unit"), UNITS.map((unit) => [unit, unit]))}
    </div>
    <div class="label-facts">${BUDGET.map((name) => field(`budget.${name}`, t(`projects.${name}`), "money-field"))}</div>
    <div class="label-facts">
      ${text("purpose", t("projects.purpose"))}
      ${text("objectives", `${t("projects.objectives")} · ${t("label.oneALine")}`)}
    </div>
    <${Indicators} items=${project.indicators} change=${set("indicators")} />
    <${MidTerm} ...${{ project, field, text }} />
    ${["plan", "tasks", "profile"].map((list) => html`<${Folded} key=${list} words=${t(`projects.${list}`)} isUsed=${isUsed(project[list])}>
      <${TypedList} name=${list} items=${project[list]} empty=${() => emptyItem(list)} change=${set(list)}
        columns=${LISTS[list].map((name) => ({ name, label: t(`label.${list}.${name}`) }))} /></${Folded}>`)}
    <div class="label-facts">${field("score", t("label.score"), "short")}</div>
    <div class="buttons"><button type="button" onClick=${remove}>${t("label.removeProject")}</button></div>
  </fieldset>`;
}

const isUsed = (items, names = null) => items.some((item) => Object.entries(item).some(([name, typed]) => typed && (!names || names.includes(name))));

/** What few forms have is folded until it is asked for, or holds something. */
function Folded({ words, isUsed: used, children }) {
  const [open, setOpen] = useState(used);
  return html`<details open=${open || used} onToggle=${(event) => setOpen(event.target.open)}><summary>${words}</summary>${(open || used) && children}</details>`;
}

function MidTerm({ project, field, text }) {
  const used = [...MID_TERM.map((name) => `mid_term.${name}`), "midTermObjectives"].some((name) => project[name]);
  return html`<${Folded} words=${t("label.midTerm")} isUsed=${used}>
    <div class="label-facts">${MID_TERM.map((name) => field(`mid_term.${name}`, t(`projects.${name}`), "money-field"))}</div>
    <div class="label-facts">${text("midTermObjectives", `${t("projects.objectives")} · ${t("label.oneALine")}`)}</div>
  </${Folded}>`;
}

function Indicators({ items, change }) {
  const mid = PARTS.map((part) => `mid.${part}`);
  const [results, setResults] = useState(() => isUsed(items, RESULTS));
  const [midTerm, setMidTerm] = useState(() => isUsed(items, mid));
  const columns = [
    ...TIERS.map((name) => ({ name, label: t(name === "description" ? "label.description" : `projects.${name}`) })),
    ...targetColumns("target", t("projects.target")),
    { name: "basis", label: t("projects.basis") },
    ...(results ? RESULTS.map((name) => ({ name, label: t(`label.${name}`) })) : []),
    ...(midTerm ? targetColumns("mid", t("label.midTerm")) : []),
  ];
  return html`<h4>${t("label.indicators")}</h4>
    <p class="quiet">${t("label.indicatorsText")}
      <label><input type="checkbox" data-show="results" checked=${results} onChange=${() => setResults(!results)} /> ${t("label.results")}</label>
      <label><input type="checkbox" data-show="mid-term" checked=${midTerm} onChange=${() => setMidTerm(!midTerm)} /> ${t("label.midTerm")}</label></p>
    <${TypedList} name="indicators" columns=${columns} items=${items} empty=${() => emptyItem("indicators")} change=${change} noted=${withParts} />`;
}

const targetColumns = (prefix, words) => [
  { name: `${prefix}.raw`, label: words },
  { name: `${prefix}.kind`, label: t("target.kind"), isNarrow: true, options: TARGET_KINDS.map((kind) => [kind, t(`target.${kind}`)]) },
  { name: `${prefix}.operator`, label: t("target.operator"), isNarrow: true, options: OPERATOR_NAMES.map((one) => [one, one]) },
  { name: `${prefix}.value`, label: t("target.value"), isNarrow: true },
  { name: `${prefix}.unit`, label: t("target.unit"), isNarrow: true },
];

/** A printed target that was written proposes its parts. */
function withParts(item, name) {
  const [prefix, part] = name.split(".");
  if (part !== "raw") return item;
  const parts = partsOf(item[name]);
  return { ...item, ...Object.fromEntries(Object.entries(parts).map(([key, typed]) => [`${prefix}.${key}`, typed])) };
}
