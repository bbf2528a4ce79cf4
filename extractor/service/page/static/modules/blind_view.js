// Typed blind: the page's picture at the left, tables and projects of a label at the right; nothing of the output is
// asked for.
import * as api from "./api.js";
import { html, useEffect, useRef, useState } from "./html.js";
import { LabelEditor, emptyTable } from "./label_editor.js";
import { labelled, squeezed, typedGrid, typedRoles } from "./label_grid.js";
import { t } from "./language.js";
import { PagePicture, zoomed } from "./page_picture.js";
import { ProjectEditor } from "./project_editor.js";
import { emptyProject, labelledProject, typedProject } from "./project_label.js";

const A4 = { width: 595, height: 842 };
const NOTHING = [];
const NOTE = "Typed at the review page without the extractor's output.";

/** What was typed and is not saved yet, by document: other views and languages of the page do not lose it. */
const drafts = new Map();
addEventListener("beforeunload", (event) => drafts.size > 0 && event.preventDefault());

export function Blind({ id, card, reader, readers, save, tell }) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [typed, setTyped] = useState(() => drafts.get(id) ?? { tables: [emptyTable(1)], projects: [], isEmpty: false, seen: {} });
  const last = card.pages || 0;
  const change = (next) => {
    const whole = { ...typed, ...next };
    drafts.set(id, whole);
    setTyped(whole);
  };
  const again = async () => {
    try {
      const { versions } = await api.getReaders(id);
      const label = await api.getReading(id, reader);
      drafts.delete(id);
      setTyped({
        seen: versions,
        tables: label.tables.map(editable),
        projects: (label.projects ?? []).map(typedProject),
        isEmpty: label.projects?.length === 0,
      });
    } catch (problem) {
      tell(problem);
    }
  };
  const keep = async () => {
    if (!card.sha256) return;
    const projects = typed.projects.length ? typed.projects.map(labelledProject) : typed.isEmpty ? [] : null;
    const document = { sha256: card.sha256, name: card.name, origin: null };
    const tables = typed.tables.filter(isTyped).map(printed);
    const version = await save({ label_version: 1, document, tables, projects, notes_of_labeller: [NOTE] }, typed.seen[reader] ?? 0);
    if (!version) return;
    drafts.delete(id);
    setTyped((now) => ({ ...now, seen: { ...now.seen, [reader]: version } }));
  };
  blindKeys({ keep, turn: (step) => setPage(Math.min(Math.max(1, page + step), Math.max(1, last))) });
  const pages = Array.from({ length: last }, (_, place) => ({ number: place + 1, ...A4 }));
  const replaced = (list, place, next) => typed[list].map((one, at) => (at === place ? next : one));
  const without = (list, place) => typed[list].filter((_, at) => at !== place);
  return html`<div class=${pages.length ? "blind" : "blind without-pages"}>
    ${pages.length > 0 &&
    html`<section class="left">
      <div class="bar-of-page">
        <button aria-label=${t("doc.previousPage")} title=${`${t("doc.previousPage")} (Alt+PageUp)`} disabled=${page <= 1} onClick=${() => setPage(page - 1)}>◀</button>
        <span>${t("table.pages", { pages: page })} <span class="quiet">${t("doc.of", { n: last })}</span></span>
        <button aria-label=${t("doc.nextPage")} title=${`${t("doc.nextPage")} (Alt+PageDown)`} disabled=${page >= last} onClick=${() => setPage(page + 1)}>▶</button>
        <span class="gap"></span>
        <button aria-label=${t("doc.zoomOut")} onClick=${() => setZoom(zoomed(zoom, -1))}>−</button>
        <button aria-label=${t("doc.zoomIn")} onClick=${() => setZoom(zoomed(zoom, 1))}>+</button>
      </div>
      <${PagePicture} id=${id} page=${pages[page - 1]} pages=${pages} boxes=${NOTHING} zoom=${zoom} shown=${false} select=${() => {}} isPlain=${true} />
    </section>`}
    <section class="right">
      <details open=${true}><summary>${t("label.blindText")}</summary><p class="quiet">${t("label.merged")} ${t("label.paste")} ${t("label.keys")}</p></details>
      ${typed.tables.map((table, place) => html`<${LabelEditor} key=${`t${place}`} table=${table}
        change=${(next) => change({ tables: replaced("tables", place, next) })}
        remove=${() => change({ tables: without("tables", place) })} />`)}
      ${typed.projects.map((project, place) => html`<${ProjectEditor} key=${`p${place}`} project=${project} number=${place + 1}
        change=${(next) => change({ projects: replaced("projects", place, next) })}
        remove=${() => change({ projects: without("projects", place) })} />`)}
      <div class="buttons saving">
        <button onClick=${() => change({ tables: [...typed.tables, emptyTable(page)] })}>${t("label.addTable")}</button>
        <button id="add-project" onClick=${() => change({ projects: [...typed.projects, emptyProject()] })}>${t("label.addProject")}</button>
        ${typed.projects.length === 0 && html`<label><input id="no-projects" type="checkbox" checked=${typed.isEmpty} onChange=${() => change({ isEmpty: !typed.isEmpty })} /> ${t("label.noProjects")}</label>`}
        <span class="gap"></span>
        ${readers.includes(reader) && html`<button onClick=${again}>${t("label.load")}</button>`}
        <button id="save-label" class="main" disabled=${!card.sha256} title="Ctrl+S" onClick=${keep}>${t("label.save")}</button>
      </div>
    </section>
  </div>`;
}

/** Keys that act while a field is written in: Ctrl+S saves, Alt with the page keys turns the picture. */
function blindKeys(view) {
  const now = useRef(view);
  now.current = view;
  useEffect(() => {
    const pressed = (event) => {
      const isSave = (event.ctrlKey || event.metaKey) && event.key === "s";
      const step = event.altKey ? { PageUp: -1, PageDown: 1 }[event.key] : undefined;
      if (!isSave && !step) return;
      event.preventDefault();
      if (isSave) now.current.keep();
      else now.current.turn(step);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}

const isTyped = (table) => Boolean(squeezed(table.title)) || table.grid.some((row) => row.some((value) => squeezed(value)));

const editable = (table) => ({
  title: table.title ?? "",
  kind: table.kind ?? "",
  unit: table.unit ?? "",
  pages: table.pages.join(", "),
  headerRows: String(table.header_rows),
  roles: typedRoles(table),
  grid: typedGrid(table),
});

/** The typed table as the labelling format has it. */
const printed = (table) => ({
  title: squeezed(table.title) || null,
  kind: table.kind || null,
  unit: table.unit || null,
  pages: table.pages.split(/[^\d]+/).filter(Boolean).map(Number),
  ...labelled(table.grid, Math.min(Number(table.headerRows) || 0, table.grid.length), table.roles),
});
