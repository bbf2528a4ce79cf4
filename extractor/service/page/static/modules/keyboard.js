// The keys of the document's view; none of them acts while a field is written in, or with Ctrl, Alt or Meta.
import { TABS } from "./document_view.js";
import { useEffect, useRef } from "./html.js";
import { zoomed } from "./page_picture.js";

const WRITES = ["INPUT", "TEXTAREA", "SELECT"];

export function documentKeys(view) {
  const now = useRef(view);
  now.current = view;
  useEffect(() => {
    const pressed = (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("[role=dialog]")) return;
      if (WRITES.includes(event.target.tagName) && event.target.type !== "checkbox") {
        if (event.key === "Escape") event.target.blur();
        return;
      }
      const run = ACTIONS[event.key];
      if (!run) return;
      // Enter on a button presses that button.
      if (event.key === "Enter" && event.target.closest("button, a")) return;
      event.preventDefault();
      run(now.current);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

const withCell = (run) => (view) => view.place.cell && run(view, view.place.cell);
const edit = (name) => withCell((view) => view.setEditing(name));

const ACTIONS = {
  n: (view) => view.step(1),
  p: (view) => view.step(-1),
  j: (view) => move(view, 1, 0),
  k: (view) => move(view, -1, 0),
  ArrowDown: (view) => move(view, 1, 0),
  ArrowUp: (view) => move(view, -1, 0),
  ArrowLeft: (view) => move(view, 0, -1),
  ArrowRight: (view) => move(view, 0, 1),
  Enter: edit("correct"),
  c: edit("correct"),
  u: edit("uncertain"),
  e: edit("own_error"),
  a: withCell((view, cell) => view.act("accept", cell)),
  z: withCell((view, cell) => {
    const last = view.lastOf(view.data.entries, cell);
    if (last) view.act("withdraw", String(last.sequence));
  }),
  r: withCell((view, cell) => {
    const repair = view.index.repairsOf.get(cell)?.[0];
    const undone = view.data.document.repairs.find((one) => view.data.undone.includes(one.id) && one.subjects.includes(cell));
    if (repair) view.act("undo_repair", repair.id);
    else if (undone) view.act("redo_repair", undone.id);
  }),
  "[": (view) => turned(view, -1),
  "]": (view) => turned(view, 1),
  "+": (view) => view.setZoom((zoom) => zoomed(zoom, 1)),
  "=": (view) => view.setZoom((zoom) => zoomed(zoom, 1)),
  "-": (view) => view.setZoom((zoom) => zoomed(zoom, -1)),
  0: (view) => view.setZoom(1),
  g: () => (location.hash = "#/"),
  Escape: (view) => view.setEditing(null),
  ...Object.fromEntries(["1", "2", "3", "4", "5", "6"].map((key, place) => [key, (view) => view.setTab(TABS[place])])),
};

function turned(view, direction) {
  const page = view.place.page + direction;
  if (view.data.document.pages.some((one) => one.number === page)) view.turn(page);
}

/** To the cell beside the chosen one in its table, over merged cells as a whole; without one to the table's first. */
function move(view, down, right) {
  const { index, place } = view;
  const table = index.tables.get(place.table);
  if (!table) return;
  if (!place.cell) {
    const first = table.cells.find((cell) => cell.row >= table.header_rows) ?? table.cells[0];
    if (first) view.select(first.id);
    return;
  }
  const { cell } = index.cells.get(place.cell);
  const row = down > 0 ? cell.row + cell.row_span : down < 0 ? cell.row - 1 : cell.row;
  const column = right > 0 ? cell.column + cell.column_span : right < 0 ? cell.column - 1 : cell.column;
  const next = table.cells.find(
    (one) => one.row <= row && row < one.row + one.row_span && one.column <= column && column < one.column + one.column_span
  );
  if (next) view.select(next.id);
}
