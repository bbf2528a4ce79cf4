// One table of a document as a table. Selection and marks are set on the elements from outside (highlight.js), so that
// choosing a cell does not draw thousands of others again.
import { html, memo, useEffect, useRef, useState } from "./html.js";
import { t } from "./language.js";
import { kindName } from "./words/terms.js";

const CHUNK_ROWS = 150;
const ROW_PIXELS = 27;

export const TableView = memo(({ table, marks, open }) => {
  const height = table.header_rows + table.rows.length;
  const starts = [];
  for (let row = table.header_rows; row < height; row += CHUNK_ROWS) starts.push(row);
  return html`<section class="table-part" data-table=${table.id}>
    <h3>
      ${table.title || t("table.untitled")}
      <small>
        ${[
          kindName(table.kind),
          table.unit && t("table.unit", { unit: table.unit }),
          table.pages.length > 0 && t("table.pages", { pages: pageRange(table.pages) }),
          t("table.rows", { n: table.rows.length }),
          table.declared_empty && t("table.empty"),
        ].filter(Boolean).join(" · ")}
      </small>
    </h3>
    <div class="scroller">
      <table class="grid">
        ${table.header_rows > 0 &&
        html`<thead><${Rows} table=${table} from=${0} to=${table.header_rows} marks=${marks} /></thead>`}
        ${starts.map(
          (start) => html`<${Chunk} key=${start} table=${table} from=${start} to=${Math.min(height, start + CHUNK_ROWS)}
            marks=${marks} now=${start === table.header_rows} open=${open} />`
        )}
      </table>
    </div>
    ${table.captions.length + table.notes.length > 0 &&
    html`<p class="quiet">${[...table.captions, ...table.notes].join("　")}</p>`}
  </section>`;
});

export function pageRange(pages) {
  const [first, last] = [pages[0], pages.at(-1)];
  return first === last ? String(first) : `${first}–${last}`;
}

/** A run of rows that is drawn when it comes near what is seen, or when a cell in it is asked for. */
function Chunk({ table, from, to, marks, now, open }) {
  const body = useRef(null);
  const [isDrawn, setIsDrawn] = useState(now);
  const isAsked = open !== null && from <= open && open < to;
  useEffect(() => {
    if (isDrawn || isAsked) {
      if (isAsked) setIsDrawn(true);
      return undefined;
    }
    const near = new IntersectionObserver(([entry]) => entry.isIntersecting && setIsDrawn(true), {
      rootMargin: "600px",
    });
    near.observe(body.current);
    return () => near.disconnect();
  }, [isDrawn, isAsked]);
  return html`<tbody ref=${body}>
    ${isDrawn || isAsked
      ? html`<${Rows} table=${table} from=${from} to=${to} marks=${marks} />`
      : html`<tr class="later"><td colspan=${table.columns.length} style=${{ height: `${(to - from) * ROW_PIXELS}px` }}></td></tr>`}
  </tbody>`;
}

/** Grid rows `from` up to `to`; a cell that began above them or goes on below is cut to what lies within. */
const Rows = memo(({ table, from, to, marks }) => {
  const rows = Array.from({ length: to - from }, () => []);
  for (const cell of table.cells) {
    const first = Math.max(cell.row, from);
    const last = Math.min(cell.row + cell.row_span, to);
    if (first < last) rows[first - from].push({ cell, span: last - first });
  }
  return rows.map((row, place) => {
    const role = table.rows[from + place - table.header_rows]?.role;
    row.sort((one, other) => one.cell.column - other.cell.column);
    return html`<tr class=${role === "total" || role === "subtotal" ? role : ""}>
      ${row.map(({ cell, span }) => html`<${Cell} cell=${cell} span=${span} mark=${marks.get(cell.id)} />`)}
    </tr>`;
  });
});

const NUMBER = /^[-+−(（]?[\d,.，．]+[)）%％]?$/;
const SIGNS = { accept: "✓", correct: "✎", uncertain: "?", own_error: "!" };

const Cell = memo(({ cell, span, mark }) => {
  const names = [cell.role, cell.check, NUMBER.test(cell.text.trim()) && cell.role === "data" && "number", mark && `said-${mark}`];
  return html`<td class=${names.filter(Boolean).join(" ")} data-cell=${cell.id} rowspan=${span} colspan=${cell.column_span}>
    ${cell.text}${mark && html`<sup>${SIGNS[mark]}</sup>`}
  </td>`;
});
