// Grids that are typed by hand: the keys that lead from cell to cell, and what is pasted from a spreadsheet.

/** Enter and the arrow down go one row down in the same column, Shift and Enter and the arrow up one up; down from the
 *  last row, Enter makes a new one. Cells say where they stand by `data-typed`, "row.column". */
export function movedIn(event, addRow, rows) {
  const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
  const up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
  if ((!down && !up) || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const [row, column] = event.target.dataset.typed.split(".").map(Number);
  const table = event.target.closest("table");
  const next = row + (down ? 1 : -1);
  const go = () => table.querySelector(`[data-typed="${next}.${column}"]`)?.focus();
  if (next < rows) return go();
  if (event.key !== "Enter") return;
  addRow();
  // the new row is drawn after this
  setTimeout(go);
}

/** The rows of cells that are pasted; null where it is one text, which the field takes by itself. */
export function pastedRows(event) {
  const text = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(text.trimEnd())) return null;
  event.preventDefault();
  return text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}
