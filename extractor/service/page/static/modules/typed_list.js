// A list typed by hand, an item a row: its fields as columns, of which some are chosen from closed lists.
import { html } from "./html.js";
import { t } from "./language.js";
import { movedIn, pastedRows } from "./typing.js";

/** `columns`: [{name, label, options, isNarrow}], `options` [[value, words]] where one is chosen; `change` is given all
 *  items, and `noted(item, name)` an item of which a field was written, to give it as it then is. */
export function TypedList({ name, columns, items, empty, change, noted = (item) => item }) {
  const put = (row, column, value) => change(items.map((item, at) => (at === row ? noted({ ...item, [column]: value }, column) : item)));
  const add = () => change([...items, empty()]);
  const drop = () => items.length > 1 && change(items.slice(0, -1));
  const pasted = (event, row, place) => {
    const lines = pastedRows(event);
    if (!lines) return;
    const long = Math.max(items.length, row + lines.length);
    change(Array.from({ length: long }, (_, at) => filled(items[at] ?? empty(), columns, place, lines[at - row] ?? [], noted)));
  };
  const field = (item, row, column, place) =>
    column.options
      ? html`<select data-typed=${`${row}.${place}`} aria-label=${column.label} value=${item[column.name]} onChange=${(event) => put(row, column.name, event.target.value)}>
          <option value=""></option>${column.options.map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select>`
      : html`<input data-typed=${`${row}.${place}`} title=${item[column.name]} aria-label=${column.label} value=${item[column.name]} onInput=${(event) => put(row, column.name, event.target.value)}
          onKeyDown=${(event) => movedIn(event, add, items.length)} onPaste=${(event) => pasted(event, row, place)} />`;
  return html`<div class="typed-list" data-list=${name}>
    <div class="scroller"><table class="grid typed">
      <thead><tr>${columns.map((column) => html`<td class="column_attribute">${column.label}</td>`)}</tr></thead>
      <tbody>${items.map((item, row) => html`<tr>${columns.map((column, place) => html`<td class=${column.isNarrow ? "narrow-cell" : ""}>${field(item, row, column, place)}</td>`)}</tr>`)}</tbody>
    </table></div>
    <div class="buttons">
      <button type="button" onClick=${add}>${t("label.addRow")}</button>
      <button type="button" onClick=${drop}>${t("label.removeRow")}</button>
    </div>
  </div>`;
}

/** An item with what is pasted from one column on; a column that is chosen from a list takes only what is in it. */
function filled(item, columns, place, texts, noted) {
  let made = item;
  texts.forEach((text, at) => {
    const column = columns[place + at];
    if (!column || (column.options && !column.options.some(([value]) => value === text))) return;
    made = noted({ ...made, [column.name]: text }, column.name);
  });
  return made;
}
