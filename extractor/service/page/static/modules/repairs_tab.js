// What was put right, or might be, on what evidence.
import { messageOf } from "./check_view.js";
import { html } from "./html.js";
import { percent, t } from "./language.js";
import { repairName } from "./words/terms.js";

export function RepairsTab({ index, undone, select, act, rules }) {
  const repairs = index.document.repairs;
  if (!repairs.length) return html`<p class="quiet">${t("repairs.none")}</p>`;
  return html`<div class="repairs">${repairs.map((repair) => html`<${RepairView} key=${repair.id} ...${{ repair, index, undone, select, act, rules }} />`)}</div>`;
}

function RepairView({ repair, index, undone, select, act, rules }) {
  const said = (check) => messageOf(rules.get(check.rule), check);
  const isUndone = undone.includes(repair.id);
  const state = isUndone ? "undone" : repair.applied ? "applied" : "notApplied";
  const aim = repair.subjects.find((id) => index.cells.has(id));
  const changesText = repair.subjects.some((id) => index.cells.has(id) && index.cells.get(id).cell.raw !== index.cells.get(id).cell.text);
  return html`<article class=${`repair-card ${state}`} data-repair=${repair.id}>
    <header>
      <b>${repairName(repair.kind)}</b>
      <span class="tag">${t(`repairs.${state}`)}</span>
      <small>${t("repairs.confidence", { share: percent(repair.confidence, 1) })}</small>
      ${aim && html`<button class="plain" onClick=${() => select(aim)}>${t("checks.show")} ${aim}</button>`}
      ${repair.applied && !isUndone && changesText && html`<button data-act="undo_repair" onClick=${() => act("undo_repair", repair.id)}>${t("act.undo_repair")}</button>`}
      ${isUndone && html`<button data-act="redo_repair" onClick=${() => act("redo_repair", repair.id)}>${t("act.redo_repair")}</button>`}
    </header>
    <table class="sum"><tbody>
      <tr><td>${t("repairs.before")}</td><td class="words">${repair.before || t("inspect.blank")}</td></tr>
      <tr><td>${t("repairs.after")}</td><td class="words">${repair.after || t("inspect.blank")}</td></tr>
    </tbody></table>
    ${repair.evidence.length > 0 && html`<details><summary>${t("repairs.evidence")} <small>${repair.evidence.length}</small></summary>
      <ul>${repair.evidence.map((text) => html`<li>${index.checks.has(text) ? said(index.checks.get(text)) : text}</li>`)}</ul></details>`}
  </article>`;
}
