// What is known of the chosen cell, and what a person can say of it.
import { showText } from "./decimal.js";
import { namesOf } from "./document_index.js";
import { CheckView } from "./check_view.js";
import { State } from "./help.js";
import { html, useLayoutEffect, useRef, useState } from "./html.js";
import { percent, t, when } from "./language.js";
import { problemWords } from "./messages.js";
import { repairName } from "./words/terms.js";

const ORDER = { fail: 0, insufficient: 1, pass: 2, not_applicable: 3 };
const MOST_CHECKS = 12;

export function Inspector({ index, id, entries, marks, undone, rules, act, editing, setEditing, select, focus, said }) {
  if (!id || !index.cells.has(id)) return html`<aside class="inspector empty"><p class="quiet">${t("inspect.none")}</p></aside>`;
  const { cell } = index.cells.get(id);
  const found = index.amounts.get(id);
  const names = namesOf(index, id);
  const isChanged = squeezed(cell.raw) !== squeezed(cell.text);
  const field = index.fieldsOf.get(id);
  const problems = index.problemsOf.get(id) || [];
  const why = index.doubts.find((doubt) => doubt.cell === id)?.why;
  const checks = [...(index.checksOf.get(id) || [])].sort((one, other) => ORDER[one.status] - ORDER[other.status]);
  return html`<aside class="inspector" aria-live="polite">
    <div class="facts">
      <p class="where">${[names.table, names.row, names.column.join(" / ")].filter(Boolean).join(" › ")} <small>${id}</small></p>
      <p class="value">
        <strong>${cell.text.trim() || t("inspect.blank")}</strong>
        <${State} state=${cell.check} />
        ${why && why !== cell.check && html`<span class=${`tag ${why}`}>${t(`why.${why}`)}</span>`}
        ${found?.amount.unit && html`<span>${found.amount.unit}</span>`}
        ${found?.amount.yuan && found.amount.unit !== "元" && html`<span class="quiet">${t("inspect.yuan", { value: showText(found.amount.yuan) })}</span>`}
        <span class="quiet">${t("inspect.confidence", { share: percent(cell.confidence, 1) })}</span>
      </p>
      ${isChanged && html`<p>${t("inspect.printed")}: <s>${cell.raw.trim() || t("inspect.blank")}</s></p>`}
      ${cell.stored !== null && cell.stored !== cell.text && html`<p>${t("inspect.stored")}: ${cell.stored}</p>`}
      ${field && html`<p>${t("inspect.field")}: ${field.project.name || field.project.id} · ${field.field}</p>`}
      ${(index.repairsOf.get(id) || []).map((repair) => html`<${RepairLine} repair=${repair} />`)}
      <${Actions} ...${{ cell, index, id, entries, marks, undone, act, editing, setEditing }} />
      ${said && html`<p class="said" role="status">${said}</p>`}
      <${History} entries=${entries} id=${id} />
      ${problems.map((problem) => html`<p class="remark" title=${problem.message}>${problemWords(problem)}</p>`)}
    </div>
    <div class="checks-of">
      <h4>${t("inspect.checks")} <small>${checks.length}</small></h4>
      ${checks.length === 0 && html`<p class="quiet">${t("inspect.noChecks")}</p>`}
      ${checks.slice(0, MOST_CHECKS).map((check) => html`<${CheckView} key=${check.id} index=${index} check=${check} rules=${rules} chosen=${id} select=${select} focus=${focus} />`)}
      ${checks.length > MOST_CHECKS && html`<p class="quiet">${t("checks.more", { n: checks.length - MOST_CHECKS })}</p>`}
    </div>
  </aside>`;
}

const squeezed = (text) => text.replace(/\s+/g, "");

function RepairLine({ repair }) {
  return html`<p class="repair"><span class="tag repaired">${repairName(repair.kind)}</span>
    <s>${repair.before || t("inspect.blank")}</s> → <b>${repair.after || t("inspect.blank")}</b></p>`;
}

function Actions({ cell, index, id, entries, marks, undone, act, editing, setEditing }) {
  const repair = (index.repairsOf.get(id) || []).find((one) => !undone.includes(one.id));
  const back = index.document.repairs.find((one) => undone.includes(one.id) && one.subjects.includes(id));
  const last = lastOf(entries, id);
  if (editing) return html`<${Editor} key=${`${id}${editing}`} cell=${cell} action=${editing} act=${act} close=${() => setEditing(null)} />`;
  const button = (name, key, run, isPressed = false) =>
    html`<button class=${`act ${name}`} data-act=${name} aria-pressed=${isPressed} onClick=${run}>${t(`act.${name}`)} <kbd>${key}</kbd></button>`;
  const mark = marks.get(id);
  return html`<div class="actions">
    ${button("accept", "a", () => act("accept", id), mark === "accept")}
    ${button("correct", "c", () => setEditing("correct"), mark === "correct")}
    ${button("uncertain", "u", () => setEditing("uncertain"), mark === "uncertain")}
    ${button("own_error", "e", () => setEditing("own_error"), mark === "own_error")}
    ${repair && button("undo_repair", "r", () => act("undo_repair", repair.id))}
    ${back && button("redo_repair", "r", () => act("redo_repair", back.id))}
    ${last && button("withdraw", "z", () => act("withdraw", String(last.sequence)))}
  </div>`;
}

/** The sequences of the entries that later ones withdraw. */
function withdrawn(entries) {
  const gone = new Set();
  for (const entry of [...entries].reverse())
    if (entry.action === "withdraw" && !gone.has(entry.sequence)) gone.add(Number(entry.subject));
  return gone;
}

/** The last entry on a cell that is in force; null where there is none. */
export function lastOf(entries, id) {
  const gone = withdrawn(entries);
  return entries.findLast((entry) => entry.subject === id && entry.action !== "withdraw" && !gone.has(entry.sequence)) ?? null;
}

function Editor({ cell, action, act, close }) {
  const field = useRef(null);
  const [text, setText] = useState(action === "correct" ? cell.text : "");
  // Before the next key: the digits of a quick hand would choose tabs.
  useLayoutEffect(() => {
    field.current.focus();
    field.current.select();
  }, []);
  const submit = (event) => {
    event.preventDefault();
    act(action, cell.id, action === "correct" ? { text } : { note: text || null });
  };
  const isLong = cell.text.length > 60 || cell.text.includes("\n");
  const keys = (event) => {
    if (event.key === "Escape") close();
    // Enter that ends a word of an input method is no end of the correction
    if (event.key === "Enter" && !event.isComposing && (!isLong || event.ctrlKey)) submit(event);
    event.stopPropagation();
  };
  const name = action === "correct" ? t("act.newText") : t("act.note");
  return html`<form class="editor" onSubmit=${submit}>
    <label>${name}
      ${isLong && action === "correct"
        ? html`<textarea ref=${field} id="edit" maxlength="4000" rows="3" value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${keys}></textarea>`
        : html`<input ref=${field} id="edit" maxlength="4000" autocomplete="off" value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${keys} />`}
    </label>
    <button class="main">${t("act.save")}</button>
    <button type="button" onClick=${close}>${t("act.cancel")}</button>
  </form>`;
}

function History({ entries, id }) {
  const said = entries.filter((entry) => entry.subject === id);
  const gone = withdrawn(entries);
  return html`${said.length > 0 && html`<ul class="history">${said.map((entry) => html`<li class=${gone.has(entry.sequence) ? "withdrawn" : ""}>${sentence(entry)} <small>${t("said.by", { author: entry.author, at: when(entry.at) })}</small></li>`)}</ul>`}`;
}

/** An entry in words. */
export function sentence(entry) {
  const words = t(`said.${entry.action}`, { text: entry.text ?? "", before: entry.before ?? "", subject: entry.subject });
  return entry.note ? `${words}: ${entry.note}` : words;
}
