// One table of a label, typed by hand.
import { html } from "./html.js";
import { ROLES } from "./label_grid.js";
import { t } from "./language.js";
import { movedIn, pastedRows } from "./typing.js";
import { kindName, kindNames } from "./words/terms.js";

export const UNITS = ["", "元", "千元", "万元", "百万元", "亿元"];

export const emptyTable = (page) => ({
  title: "",
  kind: "",
  unit: "",
  pages: String(page),
  headerRows: "1",
  roles: ["", "", ""],
  grid: [["", "", ""], ["", "", ""]],
});

export function LabelEditor({ table, change, remove }) {
  const set = (name) => (event) => change({ ...table, [name]: event.target.value });
  const wide = table.roles.length;
  const grid = (rows, roles = table.roles) => change({ ...table, grid: rows, roles });
  const add = {
    row: () => grid([...table.grid, Array(wide).fill("")]),
    column: () => grid(table.grid.map((row) => [...row, ""]), [...table.roles, ""]),
  };
  const drop = {
    row: () => table.grid.length > 1 && grid(table.grid.slice(0, -1)),
    column: () => wide > 1 && grid(table.grid.map((row) => row.slice(0, -1)), table.roles.slice(0, -1)),
  };
  const role = (place) => (event) => grid(table.grid, table.roles.map((one, at) => (at === place ? event.target.value : one)));
  return html`<fieldset class="label-table">
    <div class="label-facts">
      <label>${t("label.tableTitle")} <input class="label-title" value=${table.title} onInput=${set("title")} /></label>
      <label>${t("label.unit")} <select value=${table.unit} onChange=${set("unit")}>${UNITS.map((unit) => html`<option value=${unit}>${unit}</option>`)}</select></label>
      <label>${t("label.kind")} <select value=${table.kind} onChange=${set("kind")}><option value=""></option>${kindNames.map((kind) => html`<option value=${kind}>${kindName(kind)}</option>`)}</select></label>
      <label>${t("label.page")} <input class="short" value=${table.pages} onInput=${set("pages")} /></label>
      <label>${t("label.headerRows")} <input class="short label-header-rows" inputmode="numeric" value=${table.headerRows} onInput=${set("headerRows")} /></label>
    </div>
    <div class="scroller"><table class="grid typed">
      <thead><tr>${table.roles.map((one, place) => html`<td><select aria-label=${t("label.role")} title=${t("label.role")} value=${one} onChange=${role(place)}>
        <option value="">${t("label.role")}</option>${ROLES.map((name) => html`<option value=${name}>${t(`role.${name}`)}</option>`)}</select></td>`)}</tr></thead>
      <tbody>${table.grid.map((row, place) => html`<tr>${row.map((value, column) => html`<td class=${place < Number(table.headerRows) ? "column_attribute" : ""}><input data-typed=${`${place}.${column}`} value=${value}
        onInput=${(event) => grid(withValue(table.grid, place, column, event.target.value))}
        onKeyDown=${(event) => movedIn(event, add.row, table.grid.length)}
        onPaste=${(event) => pasted(event, table, place, column, grid)} /></td>`)}</tr>`)}</tbody>
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

const withValue = (grid, place, column, value) =>
  grid.map((row, at) => (at === place ? row.map((one, k) => (k === column ? value : one)) : row));

/** Rows and columns copied from a spreadsheet fill the grid from here on, which grows as needed. */
function pasted(event, table, place, column, grid) {
  const lines = pastedRows(event);
  if (!lines) return;
  const wide = Math.max(table.roles.length, column + Math.max(...lines.map((line) => line.length)));
  const long = Math.max(table.grid.length, place + lines.length);
  const rows = Array.from({ length: long }, (_, at) =>
    Array.from({ length: wide }, (_, k) => lines[at - place]?.[k - column] ?? table.grid[at]?.[k] ?? "")
  );
  grid(rows, Array.from({ length: wide }, (_, k) => table.roles[k] ?? ""));
}
