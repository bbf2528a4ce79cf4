// A table typed by hand, with its merged cells: "<" goes on with the cell at the left, "^" with the cell above.
// "?" stands for what can not be read. Header rows first, then body rows; from it come the label's columns, rows,
// merged cells and roles, and back.

export const LEFT = "<";
export const ABOVE = "^";
/** What the cells of a column may be; header cells are what they are by their place. */
export const ROLES = ["row_index", "row_attribute", "data"];

/** What is typed where the page can not be read, and what the label then says. */
export const UNKNOWN = { typed: "?", why: "Not legible." };

export const squeezed = (text) => text.replace(/\s+/g, "");

/** A label's text as it is typed. */
export const textOf = (text) => (typeof text === "string" ? text : text?.unknown ? UNKNOWN.typed : "");
const valueOf = (text) => (text === UNKNOWN.typed ? { unknown: UNKNOWN.why } : text);

/** The physical cells, and which of them stands at each place of the grid. */
function physical(grid) {
  const cells = [];
  const owners = grid.map((row) => row.map(() => null));
  grid.forEach((row, r) =>
    row.forEach((typed, c) => {
      const mark = typed.trim();
      let cell = mark === LEFT && c > 0 ? owners[r][c - 1] : mark === ABOVE && r > 0 ? owners[r - 1][c] : null;
      if (cell) {
        cell.rows = Math.max(cell.rows, r - cell.row + 1);
        cell.columns = Math.max(cell.columns, c - cell.column + 1);
      } else {
        cell = { row: r, column: c, rows: 1, columns: 1, text: squeezed(typed) };
        cells.push(cell);
      }
      owners[r][c] = cell;
    })
  );
  return { cells, owners };
}

/** A row of column numbers (栏次) counts as a header row and is in no column's path. */
const isNumbered = (row) => row.some((cell) => cell.text) && row.every((cell) => /^\d{0,3}$/.test(cell.text));

/** Columns, rows, merged cells and all cells as the labelling format has them; no role where a column has none. */
export function labelled(grid, headerRows, roles) {
  const { cells, owners } = physical(grid);
  const header = owners.slice(0, headerRows);
  const numbers = new Set(header.map((row, place) => (place > 0 && isNumbered(row) ? place : -1)));
  const pathOf = (column) => [...new Set(header.filter((_, place) => !numbers.has(place)).map((row) => row[column]))].map((cell) => cell.text).filter(Boolean).map(valueOf);
  const roleOf = (cell) => {
    if (cell.row < headerRows) return !cell.text ? null : numbers.has(cell.row) ? "column_number" : "column_attribute";
    return (cell.text || roles[cell.column] === "data") && roles[cell.column] ? roles[cell.column] : null;
  };
  const span = (cell) => ({ row: cell.row, column: cell.column, row_span: cell.rows, column_span: cell.columns });
  return {
    header_rows: headerRows,
    columns: (grid[0] ?? []).map((_, column) => ({ path: pathOf(column) })),
    rows: owners.slice(headerRows).map((row) => ({ values: row.map((cell, column) => (cell.column === column ? valueOf(cell.text) : null)) })),
    spans: cells.filter((cell) => cell.rows * cell.columns > 1).map((cell) => [cell.row, cell.column, cell.rows, cell.columns]),
    cells: cells.map((cell) => ({ ...span(cell), text: valueOf(cell.text), role: roleOf(cell) })),
  };
}

/** The grid of a label that was typed before. */
export function typedGrid(table) {
  const marks = new Map();
  for (const [row, column, rows, columns] of table.spans ?? [])
    for (let r = row; r < row + rows; r++)
      for (let c = column; c < column + columns; c++) if (r > row || c > column) marks.set(`${r}.${c}`, c > column ? LEFT : ABOVE);
  const header = Array.from({ length: table.header_rows }, () => []);
  table.columns.forEach(({ path }, column) => {
    const left = Array.isArray(path) ? [...path] : [];
    header.forEach((row, r) => {
      const mark = marks.get(`${r}.${column}`);
      if (mark !== ABOVE) row.push(mark ? (left.shift(), mark) : textOf(left.shift()));
      else row.push(mark);
    });
  });
  for (const cell of table.cells ?? []) if (cell.row < table.header_rows) header[cell.row][cell.column] = textOf(cell.text);
  const body = table.rows.map((row, r) => valuesOf(row, table).map((value, c) => marks.get(`${r + table.header_rows}.${c}`) ?? textOf(value)));
  return [...header, ...body];
}

/** The values of a row, of which a label may say as a whole that they are unknown. */
const valuesOf = (row, table) => (Array.isArray(row.values) ? row.values : table.columns.map(() => row.values));

/** The roles of the columns of a label that was typed before: those of the first cell that has one. */
export const typedRoles = (table) =>
  table.columns.map((_, column) => (table.cells ?? []).find((cell) => cell.column === column && cell.row >= table.header_rows && ROLES.includes(cell.role))?.role ?? "");
