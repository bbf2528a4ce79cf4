// A document's cells, amounts, checks and repairs, found by each other's names.
import { parse } from "./decimal.js";

const UNSURE = 0.9;

function grouped(pairs) {
  const found = new Map();
  for (const [key, value] of pairs) {
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(value);
  }
  return found;
}

/** Everything that the views look up, made once for each state of the document. */
export function buildIndex(document) {
  const cells = new Map();
  const tables = new Map();
  const onPage = new Map();
  const tablesOnPage = new Map();
  for (const table of document.tables) {
    tables.set(table.id, table);
    for (const page of table.pages) push(tablesOnPage, page, table);
    for (const cell of table.cells) {
      cells.set(cell.id, { cell, table });
      for (const place of cell.boxes) push(onPage, place.page, { cell, bbox: place.bbox });
    }
  }
  const amounts = new Map();
  const lines = new Map();
  for (const statement of document.statements)
    for (const line of statement.lines) {
      lines.set(line.id, line);
      for (const amount of line.amounts) amounts.set(amount.cell, { amount, line, statement });
    }
  const subjects = (list) => grouped(list.flatMap((one) => [...new Set(one.subjects)].map((id) => [id, one])));
  const index = {
    document,
    cells,
    tables,
    onPage,
    tablesOnPage,
    amounts,
    lines,
    checksOf: subjects(document.checks),
    checks: new Map(document.checks.map((check) => [check.id, check])),
    repairsOf: subjects(document.repairs.filter((repair) => repair.applied)),
    blocksOnPage: grouped(document.blocks.map((block) => [block.boxes[0]?.page ?? 0, block])),
    mentionsOf: grouped(document.mentions.map((mention) => [mention.block, mention])),
    mentions: new Map(document.mentions.map((mention) => [mention.id, mention])),
    fieldsOf: fieldsByCell(document.projects),
    problemsOf: subjects(document.problems),
  };
  index.doubts = findDoubts(index);
  return index;
}

function push(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}

function fieldsByCell(projects) {
  const found = new Map();
  for (const project of projects)
    for (const [field, cells] of Object.entries(project.sources))
      for (const cell of cells) if (!found.has(cell)) found.set(cell, { project, field });
  return found;
}

const URGENCY = { failed: 0, warned: 1, repaired: 2, unchecked: 3, unsure: 4 };

/** The cells that somebody should look at, the most urgent first and then in the order of the document, each with why:
 *  failed, warned, repaired, unchecked, unsure. A failed check none of whose amounts is failed is looked at where its first cell stands. */
function findDoubts(index) {
  const why = new Map();
  const note = (cell, reason) => index.cells.has(cell) && !why.has(cell) && why.set(cell, reason);
  for (const { cell } of index.cells.values()) if (cell.check === "failed") note(cell.id, "failed");
  for (const check of index.document.checks) {
    if (check.status !== "fail" || check.subjects.some((id) => why.get(id) === "failed")) continue;
    const first = check.subjects.flatMap((id) => cellsOf(index, id)).find((id) => index.cells.has(id));
    if (first) note(first, "warned");
  }
  for (const cell of index.repairsOf.keys()) note(cell, "repaired");
  for (const { amount } of index.amounts.values())
    if (amount.check === "unchecked" && amount.mark === "value") note(amount.cell, "unchecked");
  for (const { cell } of index.cells.values())
    if (cell.confidence < UNSURE && cell.text.trim() && cell.role !== "column_number") note(cell.id, "unsure");
  for (const table of index.tables.values()) for (const one of table.uncertain) note(one.cell, "unsure");
  const found = [...index.cells.keys()].filter((id) => why.has(id)).map((id) => ({ cell: id, why: why.get(id) }));
  return found.sort((one, other) => URGENCY[one.why] - URGENCY[other.why]);
}

/** A subject of a check as cells: itself, or the cells of a mention, a line or a project's field. */
export function cellsOf(index, id) {
  if (index.cells.has(id)) return [id];
  if (index.mentions.has(id)) return index.mentions.get(id).cells;
  if (index.lines.has(id)) return index.lines.get(id).amounts.map((amount) => amount.cell);
  return [];
}

/** The words beside and above a cell: what its row is about and the header of its column. */
export function namesOf(index, id) {
  const { cell, table } = index.cells.get(id);
  const found = index.amounts.get(id);
  const beside = table.cells.filter(
    (other) => other.row <= cell.row && cell.row < other.row + other.row_span && other.column < cell.column
  );
  const near = [...beside].reverse().find((other) => other.role === "row_attribute" && other.text.trim());
  const isName = cell.role === "row_attribute" || cell.role === "column_attribute";
  const row = found ? found.line.label : near && !isName ? near.text : "";
  const column = cell.row < table.header_rows ? [] : table.columns[cell.column]?.path ?? [];
  return { table: table.title || table.id, row: row.replace(/\s+/g, ""), column };
}

/** The number that a subject of a check stands for; null where it has none. */
export function valueOf(index, id) {
  const found = index.amounts.get(id);
  if (found) return parse(found.amount.value);
  const mention = index.mentions.get(id);
  if (mention) return parse(mention.value);
  const cell = index.cells.get(id);
  return cell ? parse(cell.cell.text.replace(/[\s,，]/g, "")) : null;
}
