// One table of a label, typed by hand.
import { html } from "./html.js";
import { t } from "./language.js";
import { kindName, kindNames } from "./words/terms.js";

const UNITS = ["", "元", "千元", "万元", "百万元", "亿元"];

export const emptyTable = (page) => ({
  title: "",
  kind: "",
  unit: "",
  pages: String(page),
  headerRows: 1,
  paths: ["", "", ""],
  rows: [["", "", ""]],
});

export function LabelEditor({ table, change, remove }) {
  const set = (name) => (event) => change({ ...table, [name]: event.target.value });
  const wide = table.paths.length;
  const add = {
    row: () => change({ ...table, rows: [...table.rows, Array(wide).fill("")] }),
    column: () => change({ ...table, paths: [...table.paths, ""], rows: table.rows.map((row) => [...row, ""]) }),
  };
  const drop = {
    row: () => table.rows.length > 0 && change({ ...table, rows: table.rows.slice(0, -1) }),
    column: () => wide > 1 && change({ ...table, paths: table.paths.slice(0, -1), rows: table.rows.map((row) => row.slice(0, -1)) }),
  };
  const path = (place) => (event) => change({ ...table, paths: table.paths.map((one, at) => (at === place ? event.target.value : one)) });
  return html`<fieldset class="label-table">
    <div class="label-facts">
      <label>${t("label.tableTitle")} <input class="label-title" value=${table.title} onInput=${set("title")} /></label>
      <label>${t("label.unit")} <select value=${table.unit} onChange=${set("unit")}>${UNITS.map((unit) => html`<option value=${unit}>${unit}</option>`)}</select></label>
      <label>${t("label.kind")} <select value=${table.kind} onChange=${set("kind")}><option value=""></option>${kindNames.map((kind) => html`<option value=${kind}>${kindName(kind)}</option>`)}</select></label>
      <label>${t("label.page")} <input class="short" value=${table.pages} onInput=${set("pages")} /></label>
      <label>${t("label.headerRows")} <input class="short" inputmode="numeric" value=${table.headerRows} onInput=${set("headerRows")} /></label>
    </div>
    <div class="scroller"><table class="grid typed">
      <thead><tr>${table.paths.map((one, place) => html`<td class="column_attribute"><input aria-label=${t("label.path")} title=${t("label.path")} value=${one} onInput=${path(place)} /></td>`)}</tr></thead>
      <tbody>${table.rows.map((row, place) => html`<tr>${row.map((value, column) => html`<td><input data-typed=${`${place}.${column}`} value=${value}
        onInput=${(event) => change(withValue(table, place, column, event.target.value))}
        onKeyDown=${(event) => typed(event, add.row, place === table.rows.length - 1)}
        onPaste=${(event) => pasted(event, table, place, column, change)} /></td>`)}</tr>`)}</tbody>
    </table></div>
    <div class="buttons">
      <button type="button" onClick=${add.row}>${t("label.addRow")}</button>
      <button type="button" onClick=${drop.row}>${t("label.removeRow")}</button>
      <button type="button" onClick=${add.column}>${t("label.addColumn")}</button>
      <button type="button" onClick=${drop.column}>${t("label.removeColumn")}</button>
      <button type="button" onClick=${remove}>${t("label.removeTable")}</button>
    </div>
  </fieldset>`;
}

function withValue(table, place, column, value) {
  const rows = table.rows.map((row, at) => (at === place ? row.map((one, k) => (k === column ? value : one)) : row));
  return { ...table, rows };
}

/** Enter goes one row down in the same column, and makes a new row below the last. */
function typed(event, addRow, isLast) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const [row, column] = event.target.dataset.typed.split(".").map(Number);
  const table = event.target.closest("table");
  if (isLast) addRow();
  setTimeout(() => table.querySelector(`[data-typed="${row + 1}.${column}"]`)?.focus(), 30);
}

/** Rows and columns copied from a spreadsheet fill the grid from here on, which grows as needed. */
function pasted(event, table, place, column, change) {
  const text = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const wide = Math.max(table.paths.length, column + Math.max(...lines.map((line) => line.length)));
  const long = Math.max(table.rows.length, place + lines.length);
  const rows = Array.from({ length: long }, (_, at) =>
    Array.from({ length: wide }, (_, k) => lines[at - place]?.[k - column] ?? table.rows[at]?.[k] ?? "")
  );
  const paths = Array.from({ length: wide }, (_, k) => table.paths[k] ?? "");
  change({ ...table, paths, rows });
}
