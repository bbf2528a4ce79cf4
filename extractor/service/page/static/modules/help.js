import { html } from "./html.js";
import { t } from "./language.js";

const KEYS = [
  ["n p", "help.n"],
  ["j k", "help.j"],
  ["Enter c", "help.enter"],
  ["a", "help.a"],
  ["u", "help.u"],
  ["e", "help.e"],
  ["r", "help.r"],
  ["z", "help.z"],
  ["[ ]", "help.page"],
  ["+ − 0", "help.zoom"],
  ["1 … 6", "help.tabs"],
  ["g", "help.g"],
  ["?", "help.help"],
  ["Esc", "help.esc"],
];
const STATES = ["proved", "consistent", "failed", "unchecked"];

export function Help({ close }) {
  return html`<div class="veil" onClick=${(event) => event.target === event.currentTarget && close()}>
    <section class="dialog help" role="dialog" aria-modal="true" aria-label=${t("help.title")}>
      <h2>${t("help.title")}</h2>
      <dl>
        ${KEYS.map(
          ([keys, name]) =>
            html`<dt>${keys.split(" ").map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${t(name)}</dd>`
        )}
      </dl>
      <h2>${t("help.colours")}</h2>
      <dl>
        ${STATES.map(
          (state) =>
            html`<dt><${State} state=${state} /></dt>
              <dd>${t(`check.${state}.hint`)}</dd>`
        )}
      </dl>
      <div class="buttons"><button class="main" onClick=${close}>${t("common.close")}</button></div>
    </section>
  </div>`;
}

const SIGNS = { proved: "✓", consistent: "≈", failed: "✗", unchecked: "○" };

/** The state of an amount as a coloured word with a sign, so that colour is not all that tells it. */
export function State({ state }) {
  return state
    ? html`<span class=${`state ${state}`} title=${t(`check.${state}.hint`)}>${SIGNS[state]} ${t(`check.${state}`)}</span>`
    : html`<span class="state none">${t("check.none")}</span>`;
}

/** What the amounts of a document add up to, as one bar. */
export function SummaryBar({ summary }) {
  if (!summary || !summary.amounts) return html`<span class="quiet">${t("list.noAmounts")}</span>`;
  return html`<span class="bar" role="img" aria-label=${STATES.map((one) => `${t(`check.${one}`)} ${summary[one]}`).join(", ")}>
    ${STATES.map(
      (state) =>
        summary[state] > 0 &&
        html`<i class=${state} style=${{ flexGrow: summary[state] }} title=${`${t(`check.${state}`)} ${summary[state]}`}></i>`
    )}
  </span>`;
}
