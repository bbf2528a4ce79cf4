// All checks of a document: what fails first, what could not be decided, and what holds, counted by rule.
import { CheckView, ruleTitle } from "./check_view.js";
import { html, useState } from "./html.js";
import { t } from "./language.js";

const MOST = 60;
const SEVERITY = { error: 0, warning: 1, info: 2 };

export function ChecksTab({ index, rules, chosen, select, focus }) {
  const of = (status) => index.document.checks.filter((check) => check.status === status);
  const failed = of("fail").sort((one, other) => severity(rules, one) - severity(rules, other));
  return html`<div class="checks">
    <h3>${t("checks.failed")} <small>${failed.length}</small></h3>
    ${failed.length === 0 && html`<p class="quiet">${t("checks.noneFailed")}</p>`}
    <${Some} checks=${failed} ...${{ index, rules, chosen, select, focus }} />
    <${ByRule} name="insufficient" checks=${of("insufficient")} ...${{ index, rules, chosen, select, focus }} />
    <${ByRule} name="passed" checks=${of("pass")} ...${{ index, rules, chosen, select, focus }} />
  </div>`;
}

const severity = (rules, check) => SEVERITY[rules.get(check.rule)?.severity] ?? 3;

function Some({ checks, index, rules, chosen, select, focus }) {
  const [most, setMost] = useState(MOST);
  return html`${checks.slice(0, most).map((check) => html`<${CheckView} key=${check.id} ...${{ index, check, rules, chosen, select, focus }} />`)}
  ${checks.length > most && html`<button onClick=${() => setMost(most + MOST)}>${t("checks.more", { n: checks.length - most })}</button>`}`;
}

function ByRule({ name, checks, index, rules, chosen, select, focus }) {
  const [open, setOpen] = useState(null);
  const groups = Map.groupBy(checks, (check) => check.rule);
  if (!checks.length) return null;
  return html`<h3>${t(`checks.${name}`)} <small>${checks.length}</small></h3>
    <ul class="rules">
      ${[...groups].map(
        ([rule, list]) => html`<li key=${rule}>
          <button class="plain" aria-expanded=${open === rule} onClick=${() => setOpen(open === rule ? null : rule)}>
            ${open === rule ? "▾" : "▸"} ${ruleTitle(rules.get(rule), { rule })} <small>${list.length}</small>
          </button>
          ${open === rule && html`<${Some} checks=${list} ...${{ index, rules, chosen, select, focus }} />`}
        </li>`
      )}
    </ul>`;
}
