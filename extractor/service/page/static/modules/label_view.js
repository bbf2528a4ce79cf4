// Labels: from the output as corrected, or typed blind beside the page; second readers, and how far two agree.
import * as api from "./api.js";
import { html, useEffect, useState } from "./html.js";
import { t } from "./language.js";
import { labelled, squeezed, typedGrid, typedRoles } from "./label_grid.js";
import { LabelEditor, emptyTable } from "./label_editor.js";
import { PagePicture, zoomed } from "./page_picture.js";
import { getAuthor } from "./person.js";

const MODES = ["fromOutput", "blind", "agreement"];
const A4 = { width: 595, height: 842 };
const NOTHING = [];

export function LabelView({ id, failed }) {
  const [card, setCard] = useState(null);
  const [mode, setMode] = useState("fromOutput");
  const [readers, setReaders] = useState([]);
  const [reader, setReader] = useState(getAuthor().replace(/[^\p{L}\p{N}_.-]/gu, "") || "reader1");
  const [said, setSaid] = useState("");
  const tell = (problem) => {
    failed(problem);
    setSaid(`${problem.message} ${problem.remedy || ""}`);
  };
  const load = async () => {
    setCard(await api.getCard(id));
    setReaders((await api.getReaders(id)).readers);
  };
  useEffect(() => void load().catch(tell), [id]);
  const save = (label) => saved(api.putReading(id, reader, label));
  const saved = async (asked) => {
    try {
      const { version } = await asked;
      setSaid(t("label.saved", { n: version }));
      await load();
    } catch (problem) {
      tell(problem);
    }
  };
  if (!card) return html`<main class="notice"><p class="quiet">${said || t("doc.loading")}</p></main>`;
  return html`<main class="labelling">
    <div class="list-head">
      <h1>${t("label.title")}: ${card.name}</h1>
      <label>${t("label.reader")} <input id="reader" maxlength="40" value=${reader} onInput=${(event) => setReader(event.target.value)} /></label>
      <a class="button" href=${`#/document/${encodeURIComponent(id)}`}>${t("common.back")}</a>
    </div>
    <div class="tabs" role="tablist">
      ${MODES.map((name) => html`<button role="tab" id=${`mode-${name}`} aria-selected=${mode === name} onClick=${() => setMode(name)}>${t(`label.${name}`)}</button>`)}
    </div>
    ${said && html`<p class="said" role="status">${said}</p>`}
    ${mode === "fromOutput" && html`<${FromOutput} ...${{ id, card, keep: () => saved(api.keepLabel(id, reader)), tell }} />`}
    ${mode === "blind" && html`<${Blind} ...${{ id, card, reader, readers, save, tell }} />`}
    ${mode === "agreement" && html`<${Agreement} ...${{ id, readers, tell }} />`}
  </main>`;
}

function FromOutput({ id, card, keep, tell }) {
  const take = () => api.getLabel(id).then((label) => api.download(`${card.name}.label.json`, label)).catch(tell);
  return html`<section class="narrow">
    <p>${t("label.fromOutputText")}</p>
    <div class="buttons">
      <button id="download-label" class="main" onClick=${take}>${t("label.download")}</button>
      <button id="keep-label" onClick=${keep}>${t("label.saveAs")}</button>
    </div>
  </section>`;
}

function Blind({ id, card, reader, readers, save, tell }) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [tables, setTables] = useState(() => [emptyTable(1)]);
  const [sha256, setSha256] = useState(null);
  useEffect(() => void api.getCard(id).then((found) => setSha256(found.sha256)).catch(tell), [id]);
  const again = () =>
    api.getReading(id, reader).then((label) => setTables(label.tables.map(editable)), tell);
  const keep = () =>
    save({ label_version: 1, document: { sha256, name: card.name, origin: null }, tables: tables.map(printed), projects: null, notes_of_labeller: ["Typed at the review page without the extractor's output."] });
  const pages = Array.from({ length: card.pages || 0 }, (_, place) => ({ number: place + 1, ...A4 }));
  return html`<div class="blind">
    ${pages.length > 0 &&
    html`<section class="left">
      <div class="bar-of-page">
        <button aria-label=${t("doc.previousPage")} disabled=${page <= 1} onClick=${() => setPage(page - 1)}>◀</button>
        <span>${page} ${t("doc.of", { n: pages.length })}</span>
        <button aria-label=${t("doc.nextPage")} disabled=${page >= pages.length} onClick=${() => setPage(page + 1)}>▶</button>
        <span class="gap"></span>
        <button aria-label=${t("doc.zoomOut")} onClick=${() => setZoom(zoomed(zoom, -1))}>−</button>
        <button aria-label=${t("doc.zoomIn")} onClick=${() => setZoom(zoomed(zoom, 1))}>+</button>
      </div>
      <${PagePicture} id=${id} page=${pages[page - 1]} pages=${pages} boxes=${NOTHING} zoom=${zoom} shown=${false} select=${() => {}} isPlain=${true} />
    </section>`}
    <section class="right">
      <p>${t("label.blindText")} ${t("label.merged")} ${t("label.paste")}</p>
      ${tables.map((table, place) => html`<${LabelEditor} key=${place} table=${table}
        change=${(next) => setTables(tables.map((one, at) => (at === place ? next : one)))}
        remove=${() => setTables(tables.filter((_, at) => at !== place))} />`)}
      <div class="buttons">
        <button onClick=${() => setTables([...tables, emptyTable(page)])}>${t("label.addTable")}</button>
        <button id="save-label" class="main" disabled=${!sha256} onClick=${keep}>${t("label.save")}</button>
        ${readers.includes(reader) && html`<button onClick=${again}>${t("label.load")}</button>`}
      </div>
    </section>
  </div>`;
}

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

function Agreement({ id, readers, tell }) {
  const names = ["output", ...readers];
  const [first, setFirst] = useState("output");
  const [second, setSecond] = useState(readers[0] ?? "");
  const [found, setFound] = useState(null);
  if (!readers.length) return html`<p class="quiet narrow">${t("label.noReaders")}</p>`;
  const choice = (name, value, set) => html`<label>${t(`label.${name}`)}
    <select id=${name} value=${value} onChange=${(event) => set(event.target.value)}>
      ${names.map((one) => html`<option value=${one}>${one === "output" ? t("label.output") : one}</option>`)}
    </select></label>`;
  return html`<section class="narrow">
    <div class="choices">
      ${choice("first", first, setFirst)} ${choice("second", second, setSecond)}
      <button id="measure-agreement" class="main" onClick=${() => api.getAgreement(id, first, second || readers[0]).then(setFound, tell)}>${t("label.measure")}</button>
    </div>
    ${found && html`<${Found} found=${found} />`}
  </section>`;
}

function Found({ found }) {
  const parts = Object.entries(found.parts).filter(([, [, total]]) => total > 0);
  return html`<ul class="parts">
      ${parts.map(([name, [right, total]]) => html`<li><b>${`${((100 * right) / total).toFixed(1)}%`}</b> ${t(`label.${name}`)} <small>${right} / ${total}</small></li>`)}
    </ul>
    ${found.unmatched.length > 0 && html`<p>${t("label.onlySecond", { names: found.unmatched.join("、") })}</p>`}
    ${found.differences.length === 0
      ? parts.length > 0 && html`<p class="quiet">${t("label.same")}</p>`
      : html`<h3>${t("label.differences")} <small>${found.differences.length}</small></h3>
        <table class="grid"><thead><tr><td class="column_attribute">${t("label.place")}</td><td class="column_attribute">${found.first}</td><td class="column_attribute">${found.second}</td></tr></thead>
        <tbody>${found.differences.map((one) => html`<tr><td>${[one.where, one.row !== null && `r${one.row}`, one.column !== null && `c${one.column}`, one.what].filter(Boolean).join(" · ")}</td><td>${one.first ?? "—"}</td><td>${one.second ?? "—"}</td></tr>`)}</tbody></table>`}`;
}
