// The projects of a document: budget, plan, goals and indicators, each value leading to its cell.
import { showText } from "./decimal.js";
import { html } from "./html.js";
import { t } from "./language.js";

const MONEY = ["total", "fiscal", "other", "basic", "project", "executed", "execution_rate"];
const COLUMNS = ["tier1", "tier2", "tier3", "description", "target", "basis", "weight", "actual", "score", "deviation"];
const HEADINGS = { description: "label.description", weight: "label.weight", score: "label.score", deviation: "label.deviation" };

export function ProjectView({ project, select }) {
  const sources = project.sources;
  const field = (path, text) => html`<${Field} cells=${sources[path]} text=${text} select=${select} />`;
  const fact = (name, content) => content && html`<dt>${t(`projects.${name}`)}</dt><dd>${content}</dd>`;
  const money = MONEY.filter((name) => project.budget[name] !== null);
  const used = COLUMNS.filter((name) => project.indicators.some((one) => textOf(one, name)));
  return html`<article class="project" data-project=${project.id}>
    <h3>${field("name", project.name || t(project.scope === "department" ? "projects.department-wide" : "projects.none"))}</h3>
    <dl>
      ${fact("code", project.code && field("code", project.code))}
      ${fact("department", project.department.name && field("department.name", project.department.name))}
      ${fact("budget", money.length > 0 && money.map((name) => html`<span class="money">${t(`projects.${name}`)} ${field(`budget.${name}`, showText(project.budget[name]))}</span>`))}
      ${fact("purpose", project.purpose && field("purpose", project.purpose))}
      ${fact("plan", project.plan.length > 0 && project.plan.map((step, n) => html`<span class="money">${step.deadline} ${field(`plan.${n}`, step.raw)}</span>`))}
      ${fact("objectives", project.objectives.length > 0 && html`<ol class="bare">${project.objectives.map((text, n) => html`<li>${field(`objectives.${n}`, text)}</li>`)}</ol>`)}
      ${fact("tasks", project.tasks.length > 0 && html`<ul>${project.tasks.map((task, n) => html`<li>${field(`tasks.${n}.name`, [task.name, task.content, task.amount && showText(task.amount), task.goal].filter(Boolean).join(" · "))}</li>`)}</ul>`)}
      ${fact("profile", project.profile.length > 0 && html`<ul>${project.profile.map((item, n) => html`<li>${item.label}: ${field(`profile.${n}`, `${item.value}${item.unit || ""}`)}</li>`)}</ul>`)}
    </dl>
    ${project.indicators.length > 0 &&
    html`<div class="scroller"><table class="grid indicators">
      <thead><tr>${used.map((name) => html`<td class="column_attribute">${t(HEADINGS[name] ?? `projects.${name}`)}</td>`)}</tr></thead>
      <tbody>
        ${project.indicators.map(
          (one, n) => html`<tr>${used.map((name) => html`<td class=${inferred(one, name) ? "inferred" : ""} title=${inferred(one, name) ? t("projects.inferred") : ""}>
            ${field(`indicators.${n}.${name}`, textOf(one, name))}</td>`)}</tr>`
        )}
      </tbody>
    </table></div>`}
  </article>`;
}

const inferred = (indicator, name) => name.startsWith("tier") && name !== "tier3" && indicator.tier_source !== "document";

function textOf(indicator, name) {
  if (name === "target") return indicator.target?.raw ?? "";
  if (name === "tier3") return indicator.tier3 || indicator.description || "";
  if (name === "description" && !indicator.tier3) return "";
  return indicator[name] ?? "";
}

function Field({ cells, text, select }) {
  const aim = cells?.[0];
  return aim
    ? html`<button class="plain member" data-field=${aim} onClick=${() => select(aim)}>${text}</button>`
    : html`<span>${text}</span>`;
}
