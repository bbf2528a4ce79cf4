// One document: its page at the left, what was read from it at the right, the chosen cell below.
import * as api from "./api.js";
import { ChecksTab } from "./checks_tab.js";
import { buildIndex, cellsOf } from "./document_index.js";
import { SummaryBar } from "./help.js";
import { highlight, reveal } from "./highlight.js";
import { html, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./html.js";
import { Inspector, lastOf, sentence } from "./inspector.js";
import { documentKeys } from "./keyboard.js";
import { language, percent, t, when } from "./language.js";
import { errorWords, problemWords } from "./messages.js";
import { getAuthor } from "./person.js";
import { PagePicture, zoomed } from "./page_picture.js";
import { ProjectView } from "./project_view.js";
import { RepairsTab } from "./repairs_tab.js";
import { TableView, pageRange } from "./table_view.js";
import { TextView } from "./text_view.js";
import { useRules } from "./rules.js";

export const TABS = ["tables", "projects", "checks", "repairs", "text", "log"];
const NOTHING = [];

/** Loads the document; `cell` is chosen at first, where one is given. */
export function DocumentView({ id, cell, failed }) {
  const [data, setData] = useState(null);
  const [error, setError] = useState("");
  const load = useCallback(async () => {
    try {
      const found = await api.getDocument(id);
      setData((before) => ({ ...found, document: found.document ?? before?.document }));
    } catch (problem) {
      failed(problem);
      setError(errorWords(problem));
    }
  }, [id]);
  useEffect(() => void load(), [load]);
  if (error) return html`<main class="notice"><p class="problem" role="alert">${error}</p><a href="#/">${t("common.back")}</a></main>`;
  if (!data) return html`<main class="notice"><p class="quiet">${t("doc.loading")}</p></main>`;
  return html`<${Workplace} ...${{ id, data, setData, load, failed, first: cell }} />`;
}

function Workplace({ id, data, setData, load, failed, first }) {
  const index = useMemo(() => buildIndex(data.document), [data.document]);
  const marks = useMemo(
    () => new Map(Object.entries(data.marks).map(([cell, sequence]) => [cell, data.entries[sequence - 1].action])),
    [data.marks]
  );
  const rules = useRules();
  const [place, setPlace] = useState(() => firstPlace(index, first));
  const [tab, setTab] = useState("tables");
  const [zoom, setZoom] = useState(1);
  const [boxesShown, setBoxesShown] = useState(true);
  const [editing, setEditing] = useState(null);
  const [focused, setFocused] = useState(null);
  const [said, setSaid] = useState("");
  const root = useRef(null);
  const chosen = place.cell;

  const select = useCallback(
    (cell) => {
      setPlace((before) => placeOf(index, cell, before));
      setEditing(null);
      setSaid("");
      setTab((shown) => (shown === "checks" || shown === "projects" || shown === "repairs" ? shown : "tables"));
    },
    [index]
  );
  const turn = (page) => setPlace({ page, table: index.tablesOnPage.get(page)?.[0]?.id ?? null, cell: null });
  const goTable = (table) => {
    const page = index.tables.get(table).pages[0] ?? null;
    setPlace({ page: data.document.pages.some((one) => one.number === page) ? page : place.page, table, cell: null });
    setTab("tables");
  };
  const doubts = index.doubts.filter((doubt) => !marks.has(doubt.cell));
  const step = (direction) => {
    const next = nextDoubt(index, marks, chosen, direction);
    if (!next) return;
    select(next.cell);
    setTab("tables");
  };

  const act = async (action, subject, more = {}) => {
    try {
      const before = data.summary;
      const answer = await api.say(id, { action, subject, author: getAuthor(), seen: data.entries.length, ...more });
      setData({ ...answer, document: answer.document ?? data.document });
      setEditing(null);
      setSaid(answer.document ? changedWords(before, answer.summary) : t("said.saved"));
      if (action === "accept") step(1);
    } catch (problem) {
      failed(problem);
      setSaid(problem.code === "overtaken" ? t("error.overtaken") : errorWords(problem));
      if (problem.code === "overtaken") await load();
    }
  };

  const members = useMemo(() => (focused ? focused.subjects.flatMap((one) => cellsOf(index, one)) : NOTHING), [focused, index]);
  useLayoutEffect(() => highlight(root.current, chosen, members));
  useEffect(() => reveal(root.current), [chosen, place.page, tab, zoom]);
  documentKeys({ index, place, data, marks, select, step, turn, act, editing, setEditing, setTab, setZoom, lastOf });

  const page = data.document.pages.find((one) => one.number === place.page);
  const hasPictures = data.pictures && page && page.width > 0;
  return html`<main class=${hasPictures ? "workplace" : "workplace without-pages"} ref=${root}>
    <${Head} ...${{ id, data, doubts, step }} />
    ${hasPictures &&
    html`<section class="left">
      <${PageBar} ...${{ data, place, turn, zoom, setZoom, boxesShown, setBoxesShown }} />
      <${PagePicture} id=${id} page=${page} pages=${data.document.pages} boxes=${index.onPage.get(page.number) ?? NOTHING}
        zoom=${zoom} shown=${boxesShown} select=${select} />
    </section>
    <${Splitter} root=${root} />`}
    <section class="right">
      <${TabBar} ...${{ index, data, tab, setTab }} />
      <div class="content" key=${tab}>
        ${tab === "tables" && html`<${TablesTab} ...${{ index, data, place, marks, select, goTable, hasPictures }} />`}
        ${tab === "projects" && html`<${ProjectsTab} index=${index} select=${select} />`}
        ${tab === "checks" && html`<${ChecksTab} ...${{ index, rules, chosen, select, focus: setFocused }} />`}
        ${tab === "repairs" && html`<${RepairsTab} ...${{ index, undone: data.undone, select, act, rules }} />`}
        ${tab === "text" && html`<${TextView} index=${index} blocks=${hasPictures ? index.blocksOnPage.get(place.page) ?? NOTHING : data.document.blocks} select=${select} goTable=${goTable} />`}
        ${tab === "log" && html`<${LogTab} index=${index} entries=${data.entries} select=${select} />`}
      </div>
      <${Inspector} ...${{ index, id: chosen, entries: data.entries, marks, undone: data.undone, rules, act, editing, setEditing, select, focus: setFocused, said }} />
    </section>
  </main>`;
}

const changedWords = (before, after) =>
  t("said.changed", {
    proved: after.proved,
    amounts: after.amounts,
    before: before.proved,
    failed: after.failed_checks,
    failedBefore: before.failed_checks,
  });

/** Where a document is opened: at the cell asked for, else at its first table. */
function firstPlace(index, cell) {
  if (cell && index.cells.has(cell)) return placeOf(index, cell, {});
  const table = index.document.tables[0];
  const page = table?.pages[0] ?? index.document.pages[0]?.number ?? null;
  return { page, table: table?.id ?? null, cell: null };
}

/** The cell's page (the one that is shown, where it lies on that too) and table. */
function placeOf(index, id, before) {
  const { cell, table } = index.cells.get(id);
  const pages = cell.boxes.map((box) => box.page);
  const page = pages.includes(before.page) ? before.page : pages[0] ?? table.pages[0] ?? before.page ?? null;
  return { page, table: table.id, cell: id };
}

/** The doubtful cell that nobody has spoken of behind (or before) the chosen one in the list of doubts, which goes
 *  round; the most urgent where the chosen one is not in it. */
function nextDoubt(index, marks, chosen, direction) {
  const all = index.doubts;
  const here = all.findIndex((doubt) => doubt.cell === chosen);
  const start = here < 0 && direction < 0 ? all.length : here;
  for (let step = 1; step <= all.length; step++) {
    const doubt = all[(start + direction * step + 2 * all.length) % all.length];
    if (!marks.has(doubt.cell) && doubt.cell !== chosen) return doubt;
  }
  return null;
}

function Head({ id, data, doubts, step }) {
  const { document, summary, name } = data;
  const words = [document.department.name, document.fiscal_year, t(`kind.${document.kind}`)].filter(Boolean);
  return html`<div class="doc-head">
    <div class="doc-name">
      <h1 title=${name}>${name}</h1>
      <small>${words.join(" · ")}</small>
    </div>
    <div class="doc-sum">
      <${SummaryBar} summary=${summary} />
      ${summary.amounts > 0 && html`<span><b>${t("doc.provedShare", { share: percent(summary.proved, summary.amounts) })}</b> <small>${t("doc.ofAmounts", { n: summary.amounts })}</small></span>`}
      ${summary.failed_checks > 0 && html`<span class="tag failed">${t("list.failed")} ${summary.failed_checks}</span>`}
    </div>
    <div class="doc-doubts">
      <button id="previous" title=${`${t("doc.previous")} (p)`} disabled=${!doubts.length} onClick=${() => step(-1)}>‹</button>
      <button id="next" class="main" disabled=${!doubts.length} onClick=${() => step(1)}>${t("doc.next")} <kbd>n</kbd></button>
      <small id="left" title=${whyCounts(doubts)}>${doubts.length ? t("doc.left", { n: doubts.length }) : t("doc.noneLeft")}</small>
    </div>
    <div class="doc-ways">
      <button onClick=${() => api.download(`${name}.json`, document)}>${t("doc.download")}</button>
      <a class="button" href=${`#/label/${encodeURIComponent(id)}`}>${t("doc.label")}</a>
      <${CompareWith} id=${id} year=${document.fiscal_year} />
    </div>
  </div>`;
}

function whyCounts(doubts) {
  const counts = Map.groupBy(doubts, (doubt) => doubt.why);
  return [...counts].map(([why, list]) => `${t(`why.${why}`)} ${list.length}`).join(" · ");
}

function CompareWith({ id, year }) {
  const [cards, setCards] = useState(null);
  const ask = async () => cards ?? setCards((await api.listDocuments()).documents.filter((card) => card.id !== id && card.kind));
  const chosen = (event) => {
    const other = cards.find((card) => card.id === event.target.value);
    const ids = (other.fiscal_year ?? 0) <= (year ?? 0) ? [other.id, id] : [id, other.id];
    location.hash = `#/compare/${ids.map(encodeURIComponent).join("/")}`;
  };
  return html`<select aria-label=${t("compare.choose")} title=${t("compare.choose")} onFocus=${ask} onMouseDown=${ask} onChange=${chosen}>
    <option value="" selected disabled hidden>${t("doc.compare")}</option>
    ${(cards ?? []).map((card) => html`<option value=${card.id}>${[card.fiscal_year, card.department, card.name].filter(Boolean).join(" · ")}</option>`)}
  </select>`;
}

function PageBar({ data, place, turn, zoom, setZoom, boxesShown, setBoxesShown }) {
  const pages = data.document.pages;
  const last = pages.at(-1).number;
  const typed = (event) => {
    const page = Number(event.target.value);
    if (pages.some((one) => one.number === page)) turn(page);
  };
  return html`<div class="bar-of-page">
    <button title=${t("doc.previousPage")} aria-label=${t("doc.previousPage")} disabled=${place.page <= pages[0].number} onClick=${() => turn(place.page - 1)}>◀</button>
    <input id="page" class="page-number" inputmode="numeric" aria-label=${t("doc.page")} value=${place.page} onChange=${typed} />
    <span class="quiet">${t("doc.of", { n: last })}</span>
    <button title=${t("doc.nextPage")} aria-label=${t("doc.nextPage")} disabled=${place.page >= last} onClick=${() => turn(place.page + 1)}>▶</button>
    <span class="gap"></span>
    <label><input type="checkbox" checked=${boxesShown} onChange=${() => setBoxesShown(!boxesShown)} /> ${t("doc.boxes")}</label>
    <button aria-label=${t("doc.zoomOut")} title=${t("doc.zoomOut")} onClick=${() => setZoom(zoomed(zoom, -1))}>−</button>
    <button id="fit" title=${t("doc.fit")} onClick=${() => setZoom(1)}>${Math.round(zoom * 100)}%</button>
    <button aria-label=${t("doc.zoomIn")} title=${t("doc.zoomIn")} onClick=${() => setZoom(zoomed(zoom, 1))}>+</button>
  </div>`;
}

function Splitter({ root }) {
  const drag = (event) => {
    const pane = root.current.getBoundingClientRect();
    const moved = (move) => {
      const share = Math.min(75, Math.max(20, (100 * (move.clientX - pane.left)) / pane.width));
      root.current.style.setProperty("--left", `${share}%`);
    };
    const done = () => {
      removeEventListener("pointermove", moved);
      removeEventListener("pointerup", done);
    };
    addEventListener("pointermove", moved);
    addEventListener("pointerup", done);
    event.preventDefault();
  };
  return html`<div class="splitter" onPointerDown=${drag}></div>`;
}

function TabBar({ index, data, tab, setTab }) {
  const { document } = index;
  const counts = {
    tables: document.tables.length,
    projects: document.projects.length,
    checks: document.checks.filter((check) => check.status === "fail").length,
    repairs: document.repairs.length,
    text: null,
    log: data.entries.length,
  };
  return html`<div class="tabs" role="tablist">
    ${TABS.map(
      (name) => html`<button role="tab" id=${`tab-${name}`} aria-selected=${tab === name} onClick=${() => setTab(name)}>
        ${t(`tab.${name}`)} ${counts[name] > 0 && html`<span class=${name === "checks" ? "count failed" : "count"}>${counts[name]}</span>`}
      </button>`
    )}
  </div>`;
}

function TablesTab({ index, data, place, marks, select, goTable, hasPictures }) {
  const onPage = hasPictures ? index.tablesOnPage.get(place.page) ?? NOTHING : NOTHING;
  const tables = onPage.length ? onPage : place.table ? [index.tables.get(place.table)] : NOTHING;
  const shown = hasPictures && !onPage.length ? NOTHING : tables;
  const open = place.cell ? index.cells.get(place.cell) : null;
  const picked = (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell) select(cell.getAttribute("data-cell"));
  };
  return html`<div class="tables" onClick=${picked}>
    <select class="go" aria-label=${t("table.go")} value=${shown.length ? place.table ?? "" : ""} onChange=${(event) => goTable(event.target.value)}>
      ${!shown.length && html`<option value="">${t("table.go")}</option>`}
      ${data.document.tables.map((table, number) => html`<option value=${table.id}>${`${number + 1}. ${table.title || t("table.untitled")}${table.pages.length ? ` — ${t("table.pages", { pages: pageRange(table.pages) })}` : ""}`}</option>`)}
    </select>
    ${!shown.length && html`<p class="quiet">${t("doc.noTable")}</p>`}
    ${!shown.length && html`<${TextView} index=${index} blocks=${index.blocksOnPage.get(place.page) ?? NOTHING} select=${select} goTable=${goTable} />`}
    ${shown.map((table) => html`<${TableView} key=${table.id} table=${table} marks=${marks} open=${open && open.table === table ? open.cell.row : null} />`)}
    ${data.document.problems.length > 0 && html`<details class="problems"><summary>${t("doc.problems")} <small>${data.document.problems.length}</small></summary>
      <ul>${data.document.problems.map((problem) => html`<${ProblemLine} problem=${problem} index=${index} select=${select} />`)}</ul></details>`}
  </div>`;
}

/** A problem in words; where it is about a cell, it leads there. */
function ProblemLine({ problem, index, select }) {
  const cell = problem.subjects.find((subject) => index.cells.has(subject));
  return html`<li class=${problem.severity}>
    ${problem.page ? `${t("table.pages", { pages: problem.page })}: ` : ""}<span title=${problem.message}>${problemWords(problem)}</span>
    ${cell && html` <button class="plain go" onClick=${() => select(cell)}>${t("checks.show")}</button>`}
  </li>`;
}

function ProjectsTab({ index, select }) {
  const projects = index.document.projects;
  if (!projects.length) return html`<p class="quiet">${t("projects.none")}</p>`;
  return html`<div>${projects.map((project) => html`<${ProjectView} key=${project.id} project=${project} select=${select} />`)}</div>`;
}

function LogTab({ index, entries, select }) {
  if (!entries.length) return html`<p class="quiet">${t("log.none")}</p>`;
  return html`<ol class="log" lang=${language()}>
    ${[...entries].reverse().map(
      (entry) => html`<li key=${entry.sequence} value=${entry.sequence}>
        ${index.cells.has(entry.subject) ? html`<button class="plain" onClick=${() => select(entry.subject)}>${entry.subject}</button>` : html`<span>${entry.subject}</span>`}
        ${" "}${sentence(entry)} <small>${t("said.by", { author: entry.author, at: when(entry.at) })}</small>
      </li>`
    )}
  </ol>`;
}
