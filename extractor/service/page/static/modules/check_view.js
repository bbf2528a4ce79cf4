// Checks in words, each with its arithmetic.
import { explain } from "./arithmetic.js";
import { show, showText } from "./decimal.js";
import { cellsOf, namesOf } from "./document_index.js";
import { html, useState } from "./html.js";
import { language, t } from "./language.js";
import { inChinese } from "./words/check_messages.js";

const MOST_PARTS = 40;
const STATUS_SIGNS = { pass: "✓", fail: "✗", insufficient: "?", not_applicable: "–" };

/** One check: what it tests, its numbers, and where they stand. `chosen` is the cell that is looked at. */
export function CheckView({ index, check, rules, chosen, select, focus, open = true }) {
  const rule = rules.get(check.rule);
  const said = explain(index, check);
  return html`<article class=${`check ${check.status} ${rule?.severity || ""}`} data-check=${check.id}
    onMouseEnter=${() => focus?.(check)} onMouseLeave=${() => focus?.(null)}>
    <header>
      <b class=${check.status}>${STATUS_SIGNS[check.status]}</b>
      <span class="rule" title=${rule ? rule[language() === "zh" ? "chinese" : "english"] : check.rule}>${ruleTitle(rule, check)}</span>
      ${check.status === "fail" && rule && html`<span class=${`tag ${rule.severity}`}>${t(`severity.${rule.severity}`)}</span>`}
    </header>
    ${open && html`<${Arithmetic} index=${index} check=${check} said=${said} chosen=${chosen} select=${select} />`}
    ${open && (said.kind === "list" || language() === "en") && check.status !== "pass" && html`<p class="message" title=${check.message}>${messageOf(rule, check)}</p>`}
  </article>`;
}

/** What the check found, in the page's language; the rule's sentence where its own message is not said in Chinese. */
export const messageOf = (rule, check) => (language() === "zh" ? (inChinese(check.message) ?? rule?.chinese ?? check.message) : check.message);

/** The first clause of what the rule says of itself. */
export function ruleTitle(rule, check) {
  if (!rule) return check.rule;
  const text = language() === "zh" ? rule.chinese : rule.english;
  return firstClause(text, language() === "zh" ? /^[；。]/ : /^(?:[;:]|\.(?:\s|$))/);
}

/** The text up to the first mark that stands outside brackets. */
function firstClause(text, mark) {
  let depth = 0;
  for (let place = 0; place < text.length; place++) {
    if ("(（".includes(text[place])) depth++;
    else if (")）".includes(text[place])) depth--;
    else if (depth === 0 && mark.test(text.slice(place))) return text.slice(0, place);
  }
  return text;
}

function Arithmetic({ index, check, said, chosen, select }) {
  const [isWhole, setIsWhole] = useState(false);
  const rows =
    said.kind === "sum" ? said.parts.map((part) => ["+", part]) : said.members.map((member) => ["", member]);
  const shown = isWhole ? rows : rows.slice(0, MOST_PARTS);
  const difference = check.residual ?? null;
  return html`<table class="sum">
    <tbody>
      ${shown.map(([sign, member], place) => html`<${Term} index=${index} member=${member} sign=${place ? sign : ""} chosen=${chosen} select=${select} />`)}
      ${rows.length > shown.length &&
      html`<tr><td></td><td colspan="2"><button class="plain" onClick=${() => setIsWhole(true)}>${t("checks.more", { n: rows.length - shown.length })}</button></td></tr>`}
      ${said.kind === "sum" && html`<tr class="made"><td>=</td><td>${t("checks.sum", { n: said.parts.length })}</td><td class="number">${show(said.made)}</td></tr>`}
      ${said.kind === "sum" && html`<${Term} index=${index} member=${said.total} sign=${check.status === "fail" ? "≠" : "="} chosen=${chosen} select=${select} />`}
      ${said.kind === "list" && check.expected !== null && html`<tr><td></td><td>${t("checks.expected")}</td><td class="number">${showText(check.expected)}</td></tr>`}
      ${said.kind === "list" && check.actual !== null && html`<tr><td></td><td>${t("checks.actual")}</td><td class="number">${showText(check.actual)}</td></tr>`}
      ${difference !== null && check.status !== "pass" &&
      html`<tr class="difference"><td>Δ</td><td>${t("checks.difference")}
        ${check.tolerance !== null && html` <small>${t("checks.tolerance", { value: check.tolerance })}</small>`}</td>
        <td class="number">${showText(difference)}</td></tr>`}
    </tbody>
  </table>`;
}

function Term({ index, member, sign, chosen, select }) {
  const cells = cellsOf(index, member.id);
  const aim = cells.find((id) => index.cells.has(id));
  const isHere = cells.includes(chosen);
  return html`<tr class=${isHere ? "here" : ""}>
    <td>${sign}</td>
    <td>${aim ? html`<button class="plain member" data-field=${aim} onClick=${() => select(aim)}><${Place} index=${index} id=${aim} chosen=${chosen} /></button>` : html`<${OtherSubject} index=${index} id=${member.id} />`}</td>
    <td class="number">${member.value ? show(member.value) : aim ? index.cells.get(aim).cell.text : ""}</td>
  </tr>`;
}

function OtherSubject({ index, id }) {
  const mention = index.mentions.get(id);
  const block = index.document.blocks.find((one) => one.id === (mention ? mention.block : id));
  const text = mention && block ? block.text.slice(Math.max(0, mention.start - 12), mention.end + 4) : block?.text;
  return html`<span>${text ? `「${text.slice(0, 60)}」` : id}</span>`;
}

/** Where a cell stands in words; the table is named only where it is another one than the chosen cell's. */
function Place({ index, id, chosen }) {
  const names = namesOf(index, id);
  const isOther = chosen && index.cells.get(chosen)?.table.id !== index.cells.get(id).table.id;
  const column = names.column.join(" / ");
  return html`${isOther && html`<small>${names.table} · </small>`}${names.row || index.cells.get(id).cell.text || id}${column && html`<small> · ${column}</small>`}`;
}
