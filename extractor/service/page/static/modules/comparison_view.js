// Two documents side by side: lines by code, with changes and shares.
import * as api from "./api.js";
import { parse, showText } from "./decimal.js";
import { html, useEffect, useMemo, useState } from "./html.js";
import { t } from "./language.js";
import { errorWords } from "./messages.js";
import { kindName, measureName } from "./words/terms.js";

export function ComparisonView({ first, second, failed }) {
  const [found, setFound] = useState(null);
  const [cards, setCards] = useState(null);
  const [error, setError] = useState("");
  useEffect(() => {
    Promise.all([api.getComparison(first, second), api.getCard(first), api.getCard(second)]).then(
      ([comparison, ...both]) => {
        setFound(comparison);
        setCards(both);
      },
      (problem) => {
        failed(problem);
        setError(errorWords(problem));
      }
    );
  }, [first, second]);
  if (error) return html`<main class="notice"><p class="problem" role="alert">${error}</p></main>`;
  if (!found) return html`<main class="notice"><p class="quiet">${t("doc.loading")}</p></main>`;
  return html`<${Sides} found=${found} cards=${cards} first=${first} second=${second} />`;
}

function Sides({ found, cards, first, second }) {
  const usable = found.statements.filter((statement) => statement.measures.length > 0);
  const [kind, setKind] = useState(0);
  const [measure, setMeasure] = useState("");
  const [onlyChanged, setOnlyChanged] = useState(false);
  const [byChange, setByChange] = useState(false);
  const statement = usable[kind];
  const chosen = statement?.measures.includes(measure) ? measure : statement?.measures[0];
  const lines = useMemo(() => linesOf(statement, chosen, onlyChanged, byChange), [statement, chosen, onlyChanged, byChange]);
  const most = lines.reduce((largest, line) => (line.size > largest ? line.size : largest), 0n);
  return html`<main class="comparison">
    <div class="list-head">
      <h1>${t("compare.title")}</h1>
      <span class="names"><b>${found.first_year ?? "—"}</b> ${cards[0].name} <span class="quiet">↔</span> <b>${found.second_year ?? "—"}</b> ${cards[1].name}</span>
      <a class="button" href=${`#/compare/${encodeURIComponent(second)}/${encodeURIComponent(first)}`}>${t("compare.swap")}</a>
    </div>
    ${found.same_department === false && html`<p class="problem">${t("compare.otherDepartment")}</p>`}
    ${!statement && html`<p class="quiet">${t("compare.none")}</p>`}
    ${statement && html`<div class="choices">
      <select id="statement" value=${kind} onChange=${(event) => setKind(Number(event.target.value))}>
        ${usable.map((one, place) => html`<option value=${place}>${kindName(one.kind)}</option>`)}
      </select>
      <label>${t("compare.measure")}
        <select id="measure" value=${chosen} onChange=${(event) => setMeasure(event.target.value)}>
          ${statement.measures.map((one) => html`<option value=${one}>${measureName(one)}</option>`)}
        </select></label>
      <label><input type="checkbox" id="changed" checked=${onlyChanged} onChange=${() => setOnlyChanged(!onlyChanged)} /> ${t("compare.changed")}</label>
      <label><input type="checkbox" id="by-change" checked=${byChange} onChange=${() => setByChange(!byChange)} /> ${t("compare.byChange")}</label>
      <span class="quiet">${t("compare.yuan")}</span>
    </div>
    <div class="scroller tall"><table class="grid compared">
      <thead><tr>
        <td class="column_attribute">${t("compare.code")}</td><td class="column_attribute">${t("compare.label")}</td>
        <td class="column_attribute">${found.first_year ?? "1"}</td><td class="column_attribute">${t("compare.share")}</td>
        <td class="column_attribute">${found.second_year ?? "2"}</td><td class="column_attribute">${t("compare.share")}</td>
        <td class="column_attribute" colspan="2">${t("compare.change")}</td><td class="column_attribute">${t("compare.rate")}</td>
      </tr></thead>
      <tbody>${lines.map((line) => html`<${Compared} ...${{ line, first, second, most }} />`)}</tbody>
    </table></div>`}
  </main>`;
}

const sizeOf = (amount) => {
  const change = parse(amount.change) ?? parse(amount.second) ?? parse(amount.first);
  if (!change) return 0n;
  const units = change.units * 10n ** BigInt(Math.max(0, 4 - change.places));
  return units < 0n ? -units : units;
};

function linesOf(statement, measure, onlyChanged, byChange) {
  const lines = (statement?.lines ?? [])
    .map((line) => ({ ...line, amount: line.amounts.find((one) => one.measure === measure) }))
    .filter((line) => line.amount && (line.amount.first !== null || line.amount.second !== null))
    .map((line) => ({ ...line, size: sizeOf(line.amount) }))
    .filter((line) => !onlyChanged || line.amount.change === null || line.size > 0n);
  return byChange ? lines.sort((one, other) => (other.size > one.size ? 1 : other.size < one.size ? -1 : 0)) : lines;
}

function Compared({ line, first, second, most }) {
  const { amount } = line;
  const state = amount.first === null ? "new" : amount.second === null ? "gone" : "";
  const isLess = amount.change?.startsWith("-") || state === "gone";
  const width = most ? Number((line.size * 1000n) / most) / 10 : 0;
  return html`<tr class=${`${line.role} ${state}`}>
    <td>${line.code ?? ""}</td>
    <td style=${{ paddingLeft: `${8 + 14 * Math.min(line.level, 5)}px` }} title=${line.first_label && line.first_label !== line.label ? line.first_label : ""}>${line.label}</td>
    <td class="number"><${Amount} id=${first} cell=${amount.first_cell} text=${amount.first} check=${amount.first_check} /></td>
    <td class="number quiet">${amount.first_share ?? ""}</td>
    <td class="number"><${Amount} id=${second} cell=${amount.second_cell} text=${amount.second} check=${amount.second_check} /></td>
    <td class="number quiet">${amount.second_share ?? ""}</td>
    <td class="number">${amount.change !== null ? signed(amount.change) : html`<span class="tag">${t(`compare.${state}`)}</span>`}</td>
    <td class="change"><i class=${isLess ? "less" : "more"} style=${{ width: `${width}%` }}></i></td>
    <td class="number">${amount.rate !== null ? signed(amount.rate) : ""}</td>
  </tr>`;
}

const signed = (text) => (parse(text)?.units > 0n ? "+" : "") + showText(text);

function Amount({ id, cell, text, check }) {
  if (text === null) return html`<span class="quiet">—</span>`;
  return html`<a class=${`amount ${check}`} href=${`#/document/${encodeURIComponent(id)}/${encodeURIComponent(cell)}`}>${showText(text)}</a>`;
}
